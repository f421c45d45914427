// From the finest counts of a dataset to true counts of every cell that may be published.
import { dimensionOf, type Dataset } from '../schema/dataset.ts';
import type { Policy } from '../schema/policy.ts';
import { countingTables } from '../schema/release.ts';
import type { CategoryTree } from './category-tree.ts';
import { countCells, type RawCount } from './count-cells.ts';
import { nameDimension } from './name-dimension.ts';
import type { CountedTables } from './secondary/protect-tables.ts';
import { toSystem } from './system.ts';

/** Tables with true counts, and how each dimension's values became categories. */
export interface NamedTables extends CountedTables {
	readonly trees: ReadonlyMap<string, CategoryTree>;
}

/**
 * Names the categories of every dimension and counts all tables as one system.
 *
 * @param rows finest counts per table id, as `countCells` wants them
 * @param hidden categories per dimension that join the rest although they are large enough
 */
export function countTables(
	dataset: Dataset,
	rows: ReadonlyMap<string, readonly RawCount[]>,
	policy: Policy,
	hidden: ReadonlyMap<string, ReadonlySet<string>> = new Map()
): NamedTables {
	const tables = countingTables(dataset.tables);
	const trees = new Map<string, CategoryTree>();
	for (const table of tables) {
		for (const [position, id] of table.dimensions.entries()) {
			if (trees.has(id)) continue;
			const totals = totalsAt(rows.get(table.id) ?? [], position);
			trees.set(id, nameDimension(dimensionOf(dataset, id), totals, policy, hidden.get(id)));
		}
	}
	const dimensions = [...trees.values()].map(({ id, title, additive, categories }) => ({
		id,
		title,
		additive,
		categories
	}));
	const system = toSystem(tables, dimensions);
	return { trees, system, tables, dimensions, counts: countCells(system, tables, trees, rows) };
}

/** Units per raw value of one dimension; every table that has the dimension agrees on them. */
function totalsAt(rows: readonly RawCount[], position: number): Map<string | null, number> {
	const totals = new Map<string | null, number>();
	for (const { values, count } of rows) {
		const raw = values[position] ?? null;
		totals.set(raw, (totals.get(raw) ?? 0) + count);
	}
	return totals;
}
