// What a published number says, by the rules that readers know: threshold first, then rounding, ties up.
import type { Policy } from '../schema/policy.ts';

/** Smallest count that the policy shows. */
export function smallestShown(policy: Policy): number {
	return policy.k + policy.coalition - 1;
}

/** Count that every hidden cell must be able to reach. */
export function ambiguityOf(policy: Policy): number {
	return policy.ambiguity + policy.coalition - 1;
}

/** The number that stands for `count` in a release, or `undefined` where it would be hidden. */
export function shownAs(count: number, policy: Policy): number | undefined {
	const smallest = smallestShown(policy);
	if (count < smallest) return undefined;
	const rounded = Math.floor((count + Math.floor(policy.base / 2)) / policy.base) * policy.base;
	return rounded >= smallest ? rounded : rounded + policy.base;
}

/** Smallest and largest count shown as `value`; `undefined` when none is. */
export function countsShownAs(
	value: number,
	policy: Policy
): { low: number; high: number } | undefined {
	const near = Array.from(
		{ length: 2 * policy.base + 1 },
		(_, index) => value - policy.base + index
	);
	const counts = near.filter((count) => shownAs(count, policy) === value);
	const [low, high] = [counts[0], counts.at(-1)];
	return low === undefined || high === undefined ? undefined : { low, high };
}

/**
 * How many units of a reader every world must have room for: the coalition, or as many as the rounding of the
 * smallest shown count leaves room for. None with exact counts.
 */
export function roomForReader(policy: Policy): number {
	const value = shownAs(smallestShown(policy), policy) ?? 0;
	const counts = countsShownAs(value, policy);
	return Math.min(policy.coalition, policy.base - 1, counts ? counts.high - counts.low : 0);
}
