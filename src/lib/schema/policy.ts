// The disclosure policy: every threshold of the method in one object, stored in each release.
import { z } from 'zod';

/**
 * The thresholds under which a release is made.
 *
 * - `k` smallest count that may be shown
 * - `base` published counts are multiples of it; 1 publishes exact counts
 * - `ambiguity` how far up a hidden small count must remain possible, from `base` to `k`
 * - `coalition` how many instances one reader may run itself; a shown cell needs `k + coalition - 1`
 * - `dominance` p of the p % rule for sums
 * - `minActiveDays` distinct UTC days with a heartbeat before an instance counts in a period; more than
 *   `mostActiveDays` only in releases from before that was known
 * - `minAgeDays` days between an instance's first heartbeat and the last day of the period
 */
export const Policy = z
	.strictObject({
		k: z.int().min(2).default(10),
		base: z.int().min(1).default(5),
		ambiguity: z.int().min(1).default(5),
		coalition: z.int().min(1).default(1),
		dominance: z.number().min(1).max(100).default(15),
		minActiveDays: z.int().min(1).max(7).default(2),
		minAgeDays: z.int().min(0).max(365).default(7)
	})
	.refine((policy) => policy.ambiguity >= policy.base && policy.ambiguity <= policy.k, {
		path: ['ambiguity'],
		error: 'expected a number from base to k'
	});
export type Policy = z.infer<typeof Policy>;

/** Most active days that a policy may ask for: bands of missed nights that nobody can be in would be known to be empty. */
export const mostActiveDays = 5;

/** Smallest `k` for a dataset that holds real instances. */
export const smallestRealK = 5;

/** Smallest true count that may be shown under `policy`: it leaves k − 1 others beside a reader’s own. */
export function minimumCount(policy: Policy): number {
	return policy.k + policy.coalition - 1;
}

/** Smallest number that is published under `policy`, a multiple of `base`. */
export function smallestPublished(policy: Policy): number {
	return Math.ceil(minimumCount(policy) / policy.base) * policy.base;
}

/** Smallest and largest whole number a true count can be; `high` may be Infinity. */
export interface Interval {
	readonly low: number;
	readonly high: number;
}

/** What a published number says about its true count, by the rules of rounding and of primary suppression. */
export function publishedInterval(value: number, policy: Policy): Interval {
	const down = Math.floor(policy.base / 2);
	const minimum = minimumCount(policy);
	return {
		low: value <= smallestPublished(policy) ? minimum : Math.max(minimum, value - down),
		high: value + policy.base - 1 - down
	};
}
