// The tables of one measure as a system of their own, tied to the counts of the units behind each cell.
import { margin } from '../../schema/cell.ts';
import type { PublishedDimension, PublishedTable } from '../../schema/release.ts';
import type { CertifiedWorld } from '../../schema/proof/certificate.ts';
import { toLinearModel, type LinearModel } from '../linear/linear-model.ts';
import { groupKey, toSystem, type System } from '../system.ts';

/** A table of sums, and the table that counts the units behind them. */
export interface SumTable extends PublishedTable {
	/**
	 * A table of the same dimensions; or one of a set, its answer, and the others: the units behind the sums of a code
	 * are those that have it.
	 */
	readonly counts: PublishedTable;
}

/** The tables of one measure. Sums over the codes of a set add up, although its units do not. */
export interface MeasureModel {
	readonly tables: readonly SumTable[];
	readonly dimensions: readonly PublishedDimension[];
	readonly system: System;
	readonly model: LinearModel;
	/** Finest cells that stand in tables. */
	readonly atoms: readonly number[];
	/** Key, in the system of the counts, of the units behind each cell. */
	readonly countKeys: readonly string[];
}

/** Builds the model from what is published anyway. */
export function toMeasureModel(
	tables: readonly SumTable[],
	published: readonly PublishedDimension[]
): MeasureModel {
	const dimensions = published.map((dimension) => ({ ...dimension, additive: true }));
	const system = toSystem(tables, dimensions);
	const model = toLinearModel(system, tables, dimensions);
	const atoms = new Set(model.parts.flatMap((part) => part.atoms));
	const countKeys = system.keys.map(() => '');
	for (const { table: id, categories, cell } of system.places) {
		const table = tables.find((one) => one.id === id);
		if (table) countKeys[cell] = countKey(table, categories, published);
	}
	return {
		tables,
		dimensions,
		system,
		model,
		atoms: [...atoms].filter((cell) => cell < system.keys.length),
		countKeys
	};
}

function countKey(
	{ dimensions, counts }: SumTable,
	categories: readonly string[],
	published: readonly PublishedDimension[]
): string {
	const axes = counts.dimensions.map((id) => {
		const axis = published.find((one) => one.id === id);
		if (!axis) throw new RangeError(`table ${counts.id} names no published dimension ${id}`);
		return axis;
	});
	const codeOf = (id: string) => categories[dimensions.indexOf(id)] ?? margin;
	const set = axes.find(({ additive }) => !additive);
	const codes = axes.map(({ id }, position) => {
		const isAnswer = set !== undefined && position === 1;
		if (!isAnswer) return codeOf(id);
		return codeOf(set.id) === margin ? margin : 'yes';
	});
	return groupKey(axes, codes);
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
