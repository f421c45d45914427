// Where raw values stand in the grid of a table of sums.
import { combinations, margin } from '../../../schema/cell.ts';
import type { Category, PublishedDimension, PublishedTable } from '../../../schema/release.ts';
import type { CategoryTree } from '../../category-tree.ts';
import { groupKey, type System } from '../../system.ts';
import { axesOf, type TableAxis } from '../../table-axes.ts';

/** The grid of one table, all of its dimensions additive. */
export interface Grid {
	readonly axes: readonly TableAxis[];
	/** Places of the table's cells in the system. */
	readonly cells: ReadonlySet<number>;
	/** Cells at every combination of codes, one list of codes for each axis. */
	readonly cellsAt: (codes: readonly (readonly string[])[]) => number[];
	/** The category of a raw value on an axis, those above it that the table shows, and the margin. */
	readonly pathAt: (axis: PublishedDimension, raw: string | null) => string[];
}

export function toGrid(
	system: System,
	table: PublishedTable,
	trees: ReadonlyMap<string, CategoryTree>
): Grid {
	const axes = axesOf(table, [...trees.values()]).map((axis) => ({ ...axis, additive: true }));
	const indices = new Map(system.keys.map((key, index) => [key, index]));
	const cellsAt = (codes: readonly (readonly string[])[]) =>
		combinations(codes).flatMap((one) => indices.get(groupKey(axes, one)) ?? []);
	return {
		axes,
		cells: new Set(cellsAt(axes.map(codesOf))),
		cellsAt,
		pathAt: (axis, raw) => pathAt(axis, trees.get(axis.id), raw)
	};
}

function codesOf({ categories }: PublishedDimension): string[] {
	return [margin, ...categories.map(({ code }) => code)];
}

function pathAt(
	axis: PublishedDimension,
	tree: CategoryTree | undefined,
	raw: string | null
): string[] {
	const parents = new Map((tree?.categories ?? []).map(toPair));
	const shown = new Set(codesOf(axis));
	const path: string[] = [];
	let code = tree?.leafOf(raw);
	while (code !== undefined && code !== margin) {
		path.push(code);
		code = parents.get(code);
	}
	return [margin, ...path.filter((one) => shown.has(one))];
}

function toPair({ code, parent }: Category): [string, string] {
	return [code, parent];
}
