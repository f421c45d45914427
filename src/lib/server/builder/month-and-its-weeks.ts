// A month is read together with the weeks inside it: neither may give the other away.
import { auditRelease, type PublishedRelease } from '../../disclosure/auditor/audit-release.ts';
import { jointTotals, type PublishedTotal } from '../../disclosure/auditor/month-and-weeks.ts';
import { publishedInterval, type Interval } from '../../disclosure/interval.ts';
import type { Solver } from '../../disclosure/linear/solver.ts';
import { margin } from '../../schema/cell.ts';
import { nextPeriod, periodOf, type Period } from '../../schema/period.ts';
import type { PublishedStore } from '../published/published-store.ts';

/** Published releases of the weeks that lie inside a month; none for a week. */
export async function readWeeksInside(
	store: PublishedStore,
	dataset: string,
	period: Period
): Promise<PublishedRelease[]> {
	const weeks: PublishedRelease[] = [];
	if (period.granularity === 'week') return weeks;
	let week = periodOf(period.start, 'week');
	for (; week.end <= period.end; week = nextPeriod(week)) {
		const release =
			week.start < period.start ? undefined : await store.readRelease(dataset, 'week', week.id);
		if (release) weeks.push(release);
	}
	return weeks;
}

/** What weeks say about the total of the month they lie in: every unit counted in one of them counts in the month. */
export function boundTotal(weeks: readonly PublishedRelease[]): Interval {
	const lows = weeks.map((week) => {
		const { total, manifest } = toTotal(week);
		return total === null ? 0 : publishedInterval(total, manifest.policy).low;
	});
	return { low: Math.max(0, ...lows), high: Number.POSITIVE_INFINITY };
}

/**
 * Audits once more every week whose total the new month narrows.
 *
 * @throws {DisclosureError} `audit-failed` when month and week together would give too much away
 */
export function auditWeeksAgain(
	solver: Solver,
	month: PublishedRelease,
	weeks: readonly PublishedRelease[]
): void {
	if (weeks.length === 0) return;
	const totals = new Map(weeks.map((week) => [toTotal(week), week]));
	for (const { week, total } of jointTotals(toTotal(month), [...totals.keys()]).weeks) {
		const release = totals.get(week);
		if (!release || week.total === null) continue;
		if (total.high < publishedInterval(week.total, week.manifest.policy).high) {
			auditRelease(solver, release, total);
		}
	}
}

function toTotal({ manifest, cells }: PublishedRelease): PublishedTotal {
	const all = cells.find(({ categories }) => categories.every((code) => code === margin));
	return { manifest, total: all?.value ?? null };
}
