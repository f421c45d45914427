import { parseDay } from '../day.ts';
import type { UsageRelease } from './usage-fleet.ts';

/** Releases from words of versions and days, old to new: `1.4.0 2026-01-12  1.4.1 2026-01-26`. */
export function toReleases(list: string): UsageRelease[] {
	return [...list.matchAll(/(\S+) (\d{4}-\S+)/g)].map(([, version = '', day = '']) => ({
		version,
		day: parseDay(day) ?? NaN
	}));
}
