// The tail: units on versions that came out long ago.
import type { SoftwareRelease } from '../../../schema/dataset.ts';
import { daysBetween, lastDay, type Period } from '../../../schema/period.ts';
import type { TableView } from '../../../schema/table-view.ts';
import { compareVersionCodes } from '../../../schema/version.ts';
import { toEstimate, type Estimate } from '../estimate/estimate.ts';
import { newestCut, toCuts, type Side } from './cut.ts';

/** Units on versions that came out more than `days` before the end of the period. */
export interface TailStep extends Side {
	readonly days: number;
}

export interface Tail {
	readonly kind: 'tail';
	readonly unit: string;
	readonly period: Period;
	readonly steps: readonly TailStep[];
}

/** Ages in days at which the tail is cut. */
export const tailDays: readonly number[] = [90, 180, 365];

/**
 * The tail in the newest released period. Where an old minor got a release later than a newer one, the versions
 * between count as open. Candidates of a release have its age.
 *
 * @param view the table of versions alone
 * @param releases what came out when; a tail without releases is `undefined`, as is one without a released period
 */
export function toTail(view: TableView, releases: readonly SoftwareRelease[]): Tail | undefined {
	const period = newestCut(toCuts(view, '0'))?.period;
	if (!period || releases.length === 0) return undefined;
	const newest = { ...view, periods: [period] };
	const steps = tailDays.map((days) => {
		const isOld = ({ day }: SoftwareRelease) => daysBetween(day, lastDay(period)) > days;
		const [surely, perhaps] = toBounds(releases, isOld).map(
			(version) => newestCut(toCuts(newest, version))?.below
		);
		return {
			days,
			count: span(surely?.count, perhaps?.count),
			share: span(surely?.share, perhaps?.share)
		};
	});
	return { kind: 'tail', unit: view.unit.many, period, steps };
}

/** Below the first version all are old; at or above the second none is. */
function toBounds(
	releases: readonly SoftwareRelease[],
	isOld: (release: SoftwareRelease) => boolean
): [string, string] {
	const byVersion = releases.toSorted((a, b) => compareVersionCodes(a.version, b.version));
	const last = byVersion.at(-1)?.version ?? '0';
	const beyond = String(Number(last.split('.')[0]) + 1);
	const firstNew = byVersion.find((release) => !isOld(release));
	const afterOld = byVersion[byVersion.findLastIndex(isOld) + 1];
	return [firstNew, afterOld].map((release) => (release ? `${release.version}-pre` : beyond)) as [
		string,
		string
	];
}

/** From what is certainly old to what may be; the number shown is that of the certain side. */
function span(surely?: Estimate, perhaps?: Estimate): Estimate {
	if (!surely || surely.low === null || perhaps?.high === undefined || perhaps.high === null) {
		return { value: null, status: 'hidden', low: null, high: null };
	}
	return toEstimate(surely.value, { low: surely.low, high: perhaps.high });
}
