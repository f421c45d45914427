import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateOf, shareEstimate } from '../../../src/lib/chart/model/estimate/estimate.ts';
import { toPublishedValue } from '../../../src/lib/disclosure/interval.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';

const policy = Policy.parse({});
const published = (value: number) => estimateOf({ value, status: 'published' }, policy);

test('a published number leaves what rounding leaves, and never less than k', () => {
	expect(published(100)).toEqual({ value: 100, status: 'published', low: 98, high: 102 });
	expect(published(10)).toEqual({ value: 10, status: 'published', low: 10, high: 12 });
});

test('of a hidden cell nothing is known', () => {
	const hidden = estimateOf({ value: null, status: 'hidden' }, policy);
	expect(hidden).toEqual({ value: null, status: 'hidden', low: null, high: null });
	expect(shareEstimate(hidden, published(100))).toEqual(hidden);
	expect(shareEstimate(published(100), hidden)).toEqual(hidden);
});

test('the true share lies within its bounds', () => {
	const count = fc.integer({ min: 10, max: 3000 });
	fc.assert(
		fc.property(count, fc.nat(3000), (part, others) => {
			const [a, b] = [part, part + others].map((n) => published(toPublishedValue(n, policy)));
			if (!a || !b) return;
			const { low, high, value } = shareEstimate(a, b);
			const truth = part / (part + others);
			expect(low).toBeLessThanOrEqual(truth);
			expect(high).toBeGreaterThanOrEqual(truth);
			expect(value).toBeLessThanOrEqual(high ?? NaN);
		})
	);
});
