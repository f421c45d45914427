// Independent truth for tiny tables: every population up to a size, written out.
import type { PublishedDimension, PublishedTable } from '../../../src/lib/schema/release.ts';

/** Units per combination of three yes/no attributes. */
export type Population = readonly number[];

const attributes = ['x', 'y', 'z'] as const;
const codes = ['0', '1'] as const;

/** Three attributes with two categories each. */
export const dimensions: readonly PublishedDimension[] = attributes.map((id) => ({
	id,
	title: id,
	additive: true,
	categories: codes.map((code) => ({ code, parent: '*' }))
}));

/** The three two-way tables of the attributes: a ring, so no two of them tell all. */
export const ring: readonly PublishedTable[] = [
	['x', 'y'],
	['y', 'z'],
	['x', 'z']
].map((axes) => ({ id: axes.join(''), title: axes.join(''), dimensions: axes }));

/** All populations of up to `most` units. */
export function populations(most: number): Population[] {
	const grow = (cells: number, left: number): number[][] =>
		cells === 0
			? [[]]
			: Array.from({ length: left + 1 }, (_, count) => count).flatMap((count) =>
					grow(cells - 1, left - count).map((rest) => [count, ...rest])
				);
	return grow(8, most);
}

/** Whether the unit at `position` of a population belongs to a group, by its key in a system. */
export function belongs(position: number, key: string): boolean {
	return (
		key === '' ||
		key.split('|').every((part) => {
			const [id = '', code] = part.split('=');
			const at = attributes.findIndex((attribute) => attribute === id);
			return codes[(position >> at) % 2] === code;
		})
	);
}

/** Positions of a population in a group. */
export function positionsOf(key: string): number[] {
	return [0, 1, 2, 3, 4, 5, 6, 7].filter((position) => belongs(position, key));
}

/** Units at some positions. */
export function countAt(population: Population, positions: readonly number[]): number {
	return positions.reduce((sum, position) => sum + (population[position] ?? 0), 0);
}
