import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	feasibilityIntervals,
	roundToBase,
	toPublishedValue
} from '../../src/lib/disclosure/interval.ts';
import type { System } from '../../src/lib/disclosure/system.ts';
import { Policy, publishedInterval } from '../../src/lib/schema/policy.ts';

/** Total = a + b + c, and b = d + e. */
const tree: System = {
	keys: ['', 'a', 'b', 'c', 'd', 'e'],
	lines: [
		{ parent: 0, children: [1, 2, 3] },
		{ parent: 2, children: [4, 5] }
	],
	places: []
};

/** Every world of the tree with leaves up to `most` that agrees with what is published, by enumeration. */
function enumerate(values: readonly (number | null)[], policy: Policy, most: number) {
	const low = values.map(() => Number.POSITIVE_INFINITY);
	const high = values.map(() => Number.NEGATIVE_INFINITY);
	const leaves = Array.from({ length: most + 1 }, (_, index) => index);
	for (const a of leaves)
		for (const c of leaves)
			for (const d of leaves)
				for (const e of leaves) {
					const world = [a + c + d + e, a, d + e, c, d, e];
					const agrees = world.every((count, cell) => {
						const value = values[cell] ?? null;
						return (
							value === null || (count >= policy.k && toPublishedValue(count, policy) === value)
						);
					});
					if (!agrees) continue;
					for (const [cell, count] of world.entries()) {
						low[cell] = Math.min(low[cell] ?? count, count);
						high[cell] = Math.max(high[cell] ?? count, count);
					}
				}
	return low.map((bound, cell) => ({ low: bound, high: high[cell] }));
}

describe('rounding', () => {
	test.each([
		[12, 5, 10],
		[13, 5, 15],
		[15, 10, 20],
		[14, 10, 10],
		[17, 1, 17],
		[4, 3, 3],
		[5, 3, 6]
	])('%i to base %i is %i', (count, base, rounded) => {
		expect(roundToBase(count, base)).toBe(rounded);
	});

	test('the published interval holds exactly the counts that round to the number', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 10, max: 999 }),
				fc.integer({ min: 1, max: 10 }),
				(count, base) => {
					const policy = Policy.parse({ base, ambiguity: 10 });
					const value = toPublishedValue(count, policy);
					const { low, high } = publishedInterval(value, policy);
					const same = (other: number) => other >= 10 && toPublishedValue(other, policy) === value;
					expect(value).toBeGreaterThanOrEqual(10);
					expect(count >= low && count <= high).toBe(true);
					expect([same(low), same(low - 1), same(high), same(high + 1)]).toEqual([
						true,
						false,
						true,
						false
					]);
				}
			)
		);
	});
});

describe('feasibility intervals', () => {
	const leaf = fc.integer({ min: 0, max: 6 });
	const policies = fc
		.constantFrom(1, 2, 3)
		.map((base) => Policy.parse({ k: 3, base, ambiguity: 3 }));

	test('are exact on a tree: enumeration of all worlds finds the same', () => {
		fc.assert(
			fc.property(
				fc.tuple(leaf, leaf, leaf, leaf),
				policies,
				fc.nat(31),
				([a, c, d, e], policy, mask) => {
					const counts = [a + c + d + e, a, d + e, c, d, e];
					fc.pre(counts[0] !== undefined && counts[0] >= policy.k);
					const values = counts.map((count, cell) =>
						count < policy.k || (cell > 0 && (mask >> (cell - 1)) % 2 === 1)
							? null
							: toPublishedValue(count, policy)
					);
					const most = (values[0] ?? 0) + policy.base;
					expect(feasibilityIntervals(tree, values, policy)).toEqual(
						enumerate(values, policy, most)
					);
				}
			),
			{ numRuns: 60 }
		);
	});

	test('never narrow when one more cell is hidden', () => {
		fc.assert(
			fc.property(
				fc.tuple(leaf, leaf, leaf, leaf),
				policies,
				fc.integer({ min: 1, max: 5 }),
				([a, c, d, e], policy, cell) => {
					const counts = [a + c + d + e, a, d + e, c, d, e];
					fc.pre(counts[0] !== undefined && counts[0] >= policy.k);
					const values = counts.map((count) =>
						count < policy.k ? null : toPublishedValue(count, policy)
					);
					const before = feasibilityIntervals(tree, values, policy);
					const after = feasibilityIntervals(tree, values.with(cell, null), policy);
					for (const [index, interval] of after.entries()) {
						expect(interval.low).toBeLessThanOrEqual(before[index]?.low ?? 0);
						expect(interval.high).toBeGreaterThanOrEqual(before[index]?.high ?? 0);
					}
				}
			)
		);
	});

	test('numbers that contradict each other are refused', () => {
		const policy = Policy.parse({ base: 1 });
		expect(() => feasibilityIntervals(tree, [100, 60, 50, null, null, null], policy)).toThrow(
			RangeError
		);
	});
});
