import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp, Random } from '../../../src/lib/datasets/simulate/random.ts';

const random = () => new Random(1, 2, 3);
const draws = (draw: (random: Random) => number) => {
	const source = random();
	return Array.from({ length: 50_000 }, () => draw(source));
};
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

describe('random draws', () => {
	test('are given by seed, stream and position alone', () => {
		const word = fc.nat({ max: 0xffff_ffff });
		fc.assert(
			fc.property(word, word, word, (seed, stream, position) => {
				const [one, other] = [0, 1].map(() => new Random(seed, stream, position).word());
				expect(one).toBe(other);
			})
		);
		expect(new Random(1, 2, 4).word()).not.toBe(random().word());
		expect(new Random(1, 3, 3).word()).not.toBe(random().word());
	});

	test('have the means and spreads they promise', () => {
		expect(mean(draws((r) => r.uniform()))).toBeCloseTo(0.5, 2);
		expect(mean(draws((r) => r.exponential(1)))).toBeCloseTo(1, 1);
		expect(mean(draws((r) => r.exponential(1) ** 2))).toBeCloseTo(2, 0);
		expect(mean(draws((r) => r.normal()))).toBeCloseTo(0, 1);
		expect(mean(draws((r) => r.normal() ** 2))).toBeCloseTo(1, 1);
		expect(draws((r) => r.logNormal(21, 0.8)).filter((x) => x < 21).length / 50_000).toBeCloseTo(
			0.5,
			1
		);
	});

	test('pick by weight and keep whole numbers in range', () => {
		const picked = draws((r) =>
			r.pick([
				[0, 1],
				[1, 3]
			])
		);
		expect(mean(picked)).toBeCloseTo(0.75, 1);
		expect(new Set(draws((r) => r.whole(2, 4)))).toEqual(new Set([2, 3, 4]));
	});

	test('use an exponential function that agrees with that of the engine', () => {
		fc.assert(
			fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (x) => {
				expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 8);
			})
		);
	});
});
