// A month is read together with the weeks inside it: neither may give the other away.
import { auditRelease, type PublishedRelease } from '../../disclosure/auditor/audit-release.ts';
import {
	monthBeside,
	weekBeside,
	type PublishedTotal
} from '../../disclosure/auditor/month-and-weeks.ts';
import { totalOf } from '../../disclosure/auditor/total-of.ts';
import type { KnownTotal } from '../../disclosure/interval.ts';
import type { Solver } from '../../disclosure/linear/solver.ts';
import { nextPeriod, periodOf, type Period } from '../../schema/period.ts';
import type { PublishedStore } from '../published/published-store.ts';

/** Published releases that have units in common with a period for certain: a month's weeks, or a week's month. */
export interface Neighbours {
	readonly month: PublishedRelease | undefined;
	readonly weeks: readonly PublishedRelease[];
}

/** Reads the published weeks inside a month, or the published month around a week. */
export async function readNeighbours(
	store: PublishedStore,
	dataset: string,
	period: Period
): Promise<Neighbours> {
	if (period.granularity === 'week') {
		const month = periodOf(period.start, 'month');
		const isInside = period.end <= month.end;
		return {
			month: isInside ? await store.readRelease(dataset, 'month', month.id) : undefined,
			weeks: []
		};
	}
	const weeks: PublishedRelease[] = [];
	let week = periodOf(period.start, 'week');
	for (; week.end <= period.end; week = nextPeriod(week)) {
		const release =
			week.start < period.start ? undefined : await store.readRelease(dataset, 'week', week.id);
		if (release) weeks.push(release);
	}
	return { month: undefined, weeks };
}

/** What the neighbours of a period say about its total. */
export function knownTotal(period: Period, { month, weeks }: Neighbours): KnownTotal {
	return period.granularity === 'month'
		? monthBeside(weeks.map(toTotal))
		: weekBeside(month && toTotal(month));
}

/**
 * Audits once more every neighbour whose total the new release narrows.
 *
 * @throws {DisclosureError} `audit-failed` when both together would give too much away
 */
export function auditNeighbours(
	solver: Solver,
	release: PublishedRelease,
	{ month, weeks }: Neighbours
): void {
	const own = toTotal(release);
	for (const week of weeks) {
		const { total } = toTotal(week);
		const known = weekBeside(own);
		if (known.high < total.high) auditRelease(solver, week, { low: 0, high: known.high });
	}
	if (month && own.total.low > toTotal(month).total.low) {
		auditRelease(solver, month, { low: own.total.low, high: Number.POSITIVE_INFINITY });
	}
}

function toTotal(release: PublishedRelease): PublishedTotal {
	return { manifest: release.manifest, total: totalOf(release) };
}
