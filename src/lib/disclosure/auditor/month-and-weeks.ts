// What a month and the weeks inside it say about each other.
//
// A unit counted in a week that lies inside a month is counted in the month: its days of activity and its age can
// only be more there. So the month's total is at least every such week's. Nothing else may be asserted: a unit can
// change version, platform or features within the month, so no smaller group is monotone; and a unit with one
// active day in each of two weeks counts in the month but in neither, so weeks bound no month from above.
import { minimumCount, type Policy } from '../../schema/policy.ts';
import type { Manifest } from '../../schema/release.ts';
import { publishedInterval, type Interval } from '../interval.ts';

/** A release's period, policy and published total, `null` where the release is withheld. */
export interface PublishedTotal {
	readonly manifest: Pick<Manifest, 'granularity' | 'start' | 'end' | 'policy'>;
	readonly total: number | null;
}

/** Bounds of the totals once month and weeks are read together. */
export interface JointTotals {
	readonly month: Interval;
	/** One per week inside the month, in their order; others say nothing about it. */
	readonly weeks: readonly { readonly week: PublishedTotal; readonly total: Interval }[];
}

/**
 * Reads the totals of a month and of weeks together. Audit the month within `month`, and once more every week
 * whose interval has become narrower.
 *
 * @throws {RangeError} when a week has more units than its month can have
 */
export function jointTotals(month: PublishedTotal, weeks: readonly PublishedTotal[]): JointTotals {
	const inside = weeks.filter(
		({ manifest }) => manifest.start >= month.manifest.start && manifest.end <= month.manifest.end
	);
	const own = intervalOf(month);
	const low = Math.max(own.low, ...inside.map((week) => intervalOf(week).low));
	if (low > own.high) throw new RangeError('a week has more units than its month');
	return {
		month: { low, high: own.high },
		weeks: inside.map((week) => {
			const { low: least, high } = intervalOf(week);
			return { week, total: { low: least, high: Math.min(high, own.high) } };
		})
	};
}

/** A withheld total is below the smallest publishable count. */
function intervalOf({ manifest, total }: PublishedTotal): Interval {
	const policy: Policy = manifest.policy;
	return total === null
		? { low: 0, high: minimumCount(policy) - 1 }
		: publishedInterval(total, policy);
}
