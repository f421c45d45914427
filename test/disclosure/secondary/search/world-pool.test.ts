import { expect, test } from 'vitest';
import { WorldPool } from '../../../../src/lib/disclosure/secondary/search/world-pool.ts';

const candidates = [0, 1].map((cell) => ({ cell, interval: { low: 8, high: 11 }, price: 1 }));
const [first, second] = candidates;
const [both, one, none] = [
	[9, 9],
	[9, 0],
	[0, 0]
].map((counts) => Float64Array.from(counts));

test('a world sleeps while it disagrees with a number that is shown, and wakes when all are hidden', () => {
	if (!first || !second || !both || !one || !none) throw new Error('a fixture is missing');
	const pool = new WorldPool(candidates);
	expect(pool.add([both, one, none], () => true)).toEqual([both]);
	expect(pool.hide(second)).toEqual([one]);
	expect(pool.hide(first)).toEqual([none]);
	expect(pool.show(second)).toEqual([one, none]);
	expect(pool.show(first)).toEqual([]);
	expect(pool.hide(second)).toEqual([one]);
});

test('a world that is forgotten does not wake', () => {
	if (!first || !second || !both || !one || !none) throw new Error('a fixture is missing');
	const pool = new WorldPool(candidates);
	pool.add([both, one, none], () => true);
	pool.keep([both, none]);
	expect(pool.hide(second)).toEqual([]);
	expect(pool.hide(first)).toEqual([none]);
});
