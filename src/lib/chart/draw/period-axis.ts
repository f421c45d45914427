// Periods along an axis and above a tooltip.
import { capitalize, formatDays, formatPeriod, formatTick, yearOf } from '../format.ts';
import type { Period } from '../../schema/period.ts';
import type { Ink } from './palette.ts';
import { font } from './surface.ts';

/** Ticks of a category axis over `periods`, with years where there are several. */
export function periodTicks(periods: readonly Period[], ink: Ink) {
	const hasYears = new Set(periods.map(yearOf)).size > 1;
	return {
		color: ink.muted,
		font,
		maxRotation: 0,
		autoSkipPadding: 14,
		callback: (_: unknown, index: number) => {
			const period = periods[index];
			return period ? formatTick(period, hasYears) : '';
		}
	};
}

/** A period and its days, `Week 46 of 2026 · 9–15 Nov 2026`. */
export function periodTitle(period: Period | undefined): string {
	return period ? `${capitalize(formatPeriod(period))} · ${formatDays(period)}` : '';
}
