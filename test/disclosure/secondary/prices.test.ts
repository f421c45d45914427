import { expect, test } from 'vitest';
import { pricesOf, prominenceOf } from '../../../src/lib/disclosure/secondary/prices.ts';
import { toSystem } from '../../../src/lib/disclosure/system.ts';

const dimension = (id: string, codes: readonly string[]) => ({
	id,
	title: id,
	additive: true,
	categories: codes.map((code) => ({ code, parent: '*' }))
});
const dimensions = [dimension('platform', ['docker', 'k8s']), dimension('os', ['linux', 'other'])];
const system = toSystem(
	[{ id: 'platform_by_os', title: '', dimensions: ['platform', 'os'] }],
	dimensions
);

function priceOf(key: string, counts: Readonly<Record<string, number>>): number {
	const values = system.keys.map((cell) => counts[cell || 'all'] ?? null);
	return pricesOf(system, values)[system.keys.indexOf(key)] ?? 0;
}

test('the smallest margin is dearer than the largest cell where dimensions cross', () => {
	const counts = { all: 5000, 'platform=k8s': 10, 'os=linux|platform=docker': 4900 };
	expect(priceOf('platform=k8s', counts)).toBeGreaterThan(
		priceOf('os=linux|platform=docker', counts)
	);
});

test('of two cells of one kind the larger is dearer, and the total dearer than all', () => {
	const counts = { all: 60, 'platform=docker': 50, 'platform=k8s': 10 };
	expect(priceOf('platform=docker', counts)).toBeGreaterThan(priceOf('platform=k8s', counts));
	expect(priceOf('', counts)).toBeGreaterThan(1000 * priceOf('platform=docker', counts));
});

test('a part that repeats the number of its whole costs next to nothing', () => {
	const counts = { all: 60, 'platform=docker': 50, 'os=linux|platform=docker': 50 };
	expect(priceOf('os=linux|platform=docker', counts)).toBeLessThan(0.1);
});

test('an answer is no dimension of its own', () => {
	expect(prominenceOf('answer=yes|integration=git')).toBe(prominenceOf('platform=docker'));
});
