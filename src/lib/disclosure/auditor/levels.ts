// How far a hidden count must remain open: the levels of requirement R, and what a world must reproduce.
import {
	minimumCount,
	publishedInterval,
	type Interval,
	type Policy
} from '../../schema/policy.ts';
import { toPublishedValue, type KnownTotal } from '../interval.ts';

/**
 * Protection levels.
 *
 * - `minimum` smallest count of a group that may be known to exist (R2)
 * - `ambiguity` count that every hidden cell must be able to reach (R1)
 *
 * Both are raised by `coalition - 1`, as the smallest publishable count is.
 */
export interface Levels {
	readonly minimum: number;
	readonly ambiguity: number;
}

/** The levels that `policy` asks for. */
export function toLevels(policy: Policy): Levels {
	return { minimum: minimumCount(policy), ambiguity: policy.ambiguity + policy.coalition - 1 };
}

/**
 * How many units of its own a reader may know, in any cells, without a world losing its force: as many as rounding
 * leaves room for.
 *
 * A world that stays `ownUnits` below the top of every published interval is a world of the *others*: put the
 * reader's units where they are, and everything published is still reproduced. With exact counts there is no room; then
 * worlds must hold one such unit wherever it may stand, see owners/owner-worlds.ts.
 *
 * Every unit counts in the total, so a world of the others may stay as far below the bottom of its interval as well.
 * For a reader who knows fewer units, or none, the world has room for as many units like any of those in it, of
 * which one stands outside whatever group should be empty.
 */
export function ownUnits(policy: Policy): number {
	const smallest = toPublishedValue(minimumCount(policy), policy);
	const { low, high } = publishedInterval(smallest, policy);
	return Math.min(policy.coalition, policy.base - 1, high - low);
}

/**
 * Totals that a world of the others may have where the total is published as `value`, or hidden, by what other
 * releases say as well. A hidden total is given an end, far beyond what any goal asks for, since worlds are looked for inside it.
 */
export function totalInterval(value: number | null, policy: Policy, known: KnownTotal): Interval {
	const least = Math.max(minimumCount(policy), known.low);
	if (value === null) {
		return { low: Math.max(least, known.low), high: Math.min(2 * least + 1000, known.high) };
	}
	const { low, high } = worldInterval(value, policy);
	return {
		low: Math.max(low - ownUnits(policy), known.low),
		high: Math.min(high, known.high)
	};
}

/** Counts that a world may have where `value` is published, in any cell but the total. */
export function worldInterval(value: number, policy: Policy): Interval {
	const { low, high } = publishedInterval(value, policy);
	return { low, high: high - ownUnits(policy) };
}
