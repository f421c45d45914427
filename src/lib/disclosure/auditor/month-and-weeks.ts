// What a month and the weeks inside it say about each other.
//
// A unit counted in a week that lies inside a month is counted in the month: its days of activity and its age can
// only be more there. So the month's total is at least every such week's. Nothing else may be asserted: a unit can
// change version, platform or features within the month, so no smaller group is monotone; and a unit with one
// active day in each of two weeks counts in the month but in neither, so weeks bound no month from above.
//
// The units of the month that are not counted in one of its weeks are a group that readers can name. Requirement R2
// asks that it may be empty or have the smallest publishable count.
import { minimumCount, type Policy } from '../../schema/policy.ts';
import type { Manifest } from '../../schema/release.ts';
import { anyTotal, type Interval, type KnownTotal } from '../interval.ts';
import { ownUnits } from './levels.ts';

/** A release's period and policy, and what its own numbers say about its total. */
export interface PublishedTotal {
	readonly manifest: Pick<Manifest, 'granularity' | 'start' | 'end' | 'policy'>;
	readonly total: Interval;
}

/** What published weeks inside a month say about its total. */
export function monthBeside(weeks: readonly PublishedTotal[]): KnownTotal {
	return {
		low: Math.max(0, ...weeks.map(({ total }) => total.low)),
		high: Number.POSITIVE_INFINITY,
		gaps: weeks.map(({ total, manifest }) => ({
			most: highOf(total, manifest.policy),
			least: total.low + minimumCount(manifest.policy)
		}))
	};
}

/** What a published month says about the total of a week inside it. */
export function weekBeside(month: PublishedTotal | undefined): KnownTotal {
	if (!month) return anyTotal;
	const { total, manifest } = month;
	const high = highOf(total, manifest.policy);
	const gaps = [{ most: high - minimumCount(manifest.policy), least: total.low }];
	return { low: 0, high: total.high, gaps };
}

/** The highest total of the other release that leaves room for the reader's own units. */
function highOf({ low, high }: Interval, policy: Policy): number {
	return Math.max(low, high - ownUnits(policy));
}
