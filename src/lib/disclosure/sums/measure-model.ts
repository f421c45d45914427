// The tables of one measure as a system of their own, tied to the counts of the units behind each cell.
import { margin } from '../../schema/cell.ts';
import type { PublishedDimension, PublishedTable } from '../../schema/release.ts';
import type { CertifiedWorld } from '../../schema/proof/certificate.ts';
import { rangeOfBand, type PublishedSum } from '../../schema/sum.ts';
import { toLinearModel, type LinearModel } from '../linear/linear-model.ts';
import { groupKey, toSystem, type System } from '../system.ts';
import { axesOf, type TableAxis } from '../table-axes.ts';

/** The tables of one measure. Sums over the codes of a set add up, although its units do not. */
export interface MeasureModel {
	readonly tables: readonly PublishedTable[];
	readonly dimensions: readonly PublishedDimension[];
	readonly system: System;
	readonly model: LinearModel;
	/** Finest cells that stand in tables. */
	readonly atoms: readonly number[];
	/** Keys, in the system of the counts, of groups that all units behind a cell are in: the smallest of each table. */
	readonly countKeys: readonly (readonly string[])[];
	/** What one unit in a cell adds at least and at most; at least 0 where not all units of a group need to add. */
	readonly ranges: readonly { readonly least: number; readonly most: number }[];
}

/**
 * Builds the model from what is published anyway.
 *
 * @param tables of sums, a set standing alone
 * @param published dimensions of these tables and of those that count
 * @param counting tables that count units
 */
export function toMeasureModel(
	tables: readonly PublishedTable[],
	published: readonly PublishedDimension[],
	counting: readonly PublishedTable[],
	sum: Pick<PublishedSum, 'most' | 'bands'>
): MeasureModel {
	const used = new Set(tables.flatMap((table) => table.dimensions));
	const dimensions = published
		.filter(({ id }) => used.has(id))
		.map((dimension) => ({ ...dimension, additive: true }));
	const system = toSystem(tables, dimensions);
	const model = toLinearModel(system, tables, dimensions);
	const atoms = new Set(model.parts.flatMap((part) => part.atoms));
	const counts = counting.map((table) => axesOf(table, published));
	const countKeys: string[][] = system.keys.map(() => []);
	const ranges = system.keys.map(() => ({ least: 0, most: sum.most }));
	const bands = dimensions.find(({ id }) => id === sum.bands?.dimension)?.categories ?? [];
	const named = bands.map(({ code }) => code);
	for (const { table: id, categories, cell } of system.places) {
		const axes = tables.find((table) => table.id === id)?.dimensions ?? [];
		const codes = new Map(axes.map((axis, at) => [axis, categories[at] ?? margin]));
		countKeys[cell] = [...new Set(counts.map((around) => keyAround(around, codes)))];
		const band = sum.bands && codes.get(sum.bands.dimension);
		if (band !== undefined && band !== margin) ranges[cell] = rangeOfBand(sum, band, named);
	}
	return {
		tables,
		dimensions,
		system,
		model,
		atoms: [...atoms].filter((cell) => cell < system.keys.length),
		countKeys,
		ranges
	};
}

/** The smallest group of a counting table that holds every unit with these codes. */
function keyAround(axes: readonly TableAxis[], codes: ReadonlyMap<string, string>): string {
	const codeIn = ({ id, categories }: TableAxis) => {
		const code = codes.get(id) ?? margin;
		return categories.some((category) => category.code === code) ? code : margin;
	};
	const [first] = axes;
	return groupKey(
		axes,
		axes.map((axis, at) => {
			const isAnswer = first?.additive === false && at === 1;
			if (!isAnswer) return codeIn(axis);
			return codeIn(first) === margin ? margin : 'yes';
		})
	);
}

/**
 * How many units a certified world has in every cell of the counts, by key.
 *
 * @param model of the counts
 */
export function countsIn(
	{ keys, lines, parts }: LinearModel,
	world: CertifiedWorld
): ReadonlyMap<string, number> {
	const counts = new Map<number, number>([[0, world.total]]);
	for (const [index, { atoms }] of parts.entries()) {
		for (const atom of atoms) counts.set(atom, 0);
		const pairs = world.counts[index] ?? [];
		for (let at = 0; at < pairs.length; at += 2) {
			counts.set(atoms[pairs[at] ?? 0] ?? 0, pairs[at + 1] ?? 0);
		}
	}
	const definitions = new Map(lines.map((line) => [line.parent, line.children]));
	const countOf = (cell: number): number => {
		const known = counts.get(cell);
		if (known !== undefined) return known;
		const count = (definitions.get(cell) ?? []).reduce((sum, child) => sum + countOf(child), 0);
		counts.set(cell, count);
		return count;
	};
	return new Map(keys.map((key, cell) => [key, countOf(cell)]));
}

/** What cells can come to, at least and at most. */
export interface CellBounds {
	readonly floors: ReadonlyMap<number, number>;
	readonly ceilings: ReadonlyMap<number, number>;
}

/**
 * What each cell of the sums can come to with so many units, by what one unit adds at least and at most.
 *
 * @param units per key of the counts
 * @param scale what amounts are multiplied by
 */
export function boundsWith(
	{ countKeys, ranges }: Pick<MeasureModel, 'countKeys' | 'ranges'>,
	units: ReadonlyMap<string, number>,
	scale = 1
): CellBounds {
	const around = countKeys.map((keys) => Math.min(...keys.map((key) => units.get(key) ?? 0)));
	const of = (end: 'least' | 'most') =>
		new Map(around.map((count, cell) => [cell, count * (ranges[cell]?.[end] ?? 0) * scale]));
	return { floors: of('least'), ceilings: of('most') };
}

/** Cells in which no unit can add anything, which everybody knows. */
export function emptyCells({ ranges }: Pick<MeasureModel, 'ranges'>): number[] {
	return ranges.flatMap(({ most }, cell) => (most === 0 ? [cell] : []));
}
