// What readers lose with a number, so that protection takes what they miss least.
import type { System } from '../system.ts';

/** How much dearer a number is than one that tells of one dimension more. */
const dearer = 8;

/** Beyond any sum of others. */
const priceOfTotal = 10_000_000;

/** What a number costs for the part of all units that it tells of, beside its logarithm. */
const priceOfShare = 12;

/** What a part costs that repeats the number of its whole: next to nothing. */
const priceOfRepeat = 0.01;

/**
 * How prominent a cell is: 1 where two dimensions cross, more where fewer do. People look first at tables of one
 * dimension, which are the margins of all others. Answers are no dimension of their own.
 */
export function prominenceOf(key: string): number {
	const parts = key.split('|').filter((part) => part !== '' && !part.startsWith('answer='));
	return dearer ** (2 - parts.length);
}

/**
 * What hiding each number costs: as much as it is prominent and as it counts, by its logarithm and by its share of all
 * units; half as much again for categories of a whole dimension with finer ones below.
 *
 * @param values one number per cell, `null` where hidden anyway
 */
export function pricesOf(system: System, values: readonly (number | null)[]): number[] {
	const prominence = system.keys.map(prominenceOf);
	const hasFiner = new Set(
		system.lines
			.filter(({ children }) => children.every((child) => (prominence[child] ?? 0) > 1))
			.map(({ parent }) => parent)
	);
	const repeats = new Set(
		system.lines.flatMap(({ parent, children }) =>
			children.filter((child) => values[child] === values[parent])
		)
	);
	return values.map((value, cell) => {
		if (cell === 0) return priceOfTotal;
		if (repeats.has(cell)) return priceOfRepeat;
		const share = (value ?? 0) / (values[0] ?? Number.POSITIVE_INFINITY);
		const size = Math.log(Math.max(1, value ?? 0)) + 1 + priceOfShare * share;
		return size * (prominence[cell] ?? 1) * (hasFiner.has(cell) ? 1.5 : 1);
	});
}
