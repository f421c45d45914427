// True counts of every cell of a system, from the finest counts of each table.
import { combinations, margin } from '../schema/cell.ts';
import type { PublishedTable } from '../schema/release.ts';
import type { CategoryTree } from './category-tree.ts';
import { groupKey, type System } from './system.ts';
import { axesOf } from './table-axes.ts';

/** How many units have exactly these raw values, in the order of the table's dimensions. */
export interface RawCount {
	readonly values: readonly (string | null)[];
	readonly count: number;
}

/**
 * Adds the finest counts up to every cell: each row counts in its leaf, in all wider categories and in the margins.
 *
 * @param rows per table id, its finest counts; every unit stands in exactly one row of each table, or, in a table
 *   of a set, in one row per code
 * @returns one count per key of the system, in its order
 */
export function countCells(
	system: System,
	tables: readonly PublishedTable[],
	trees: ReadonlyMap<string, CategoryTree>,
	rows: ReadonlyMap<string, readonly RawCount[]>
): number[] {
	const counts = new Map<string, number>();
	for (const table of tables) {
		const axes = table.dimensions.map((id) => treeOf(trees, id));
		const shown = axesOf(table, axes).map(
			({ categories }) => new Set([margin, ...categories.map(({ code }) => code)])
		);
		const sums = new Map<string, number>();
		for (const { leaves, count } of countLeaves(axes, rows.get(table.id) ?? [])) {
			const paths = axes.map((axis, index) =>
				withAncestors(axis, leaves[index] ?? margin).filter((code) => shown[index]?.has(code))
			);
			for (const key of keysOf(axes, paths)) sums.set(key, (sums.get(key) ?? 0) + count);
		}
		for (const [key, sum] of sums) {
			if (!counts.has(key)) counts.set(key, sum);
		}
	}
	return system.keys.map((key) => counts.get(key) ?? 0);
}

/** Units per combination of leaves, since many raw values share one. */
function countLeaves(axes: readonly CategoryTree[], rows: readonly RawCount[]) {
	const leafOf = axes.map((axis) => {
		const known = new Map<string | null, string>();
		return (raw: string | null) => {
			const leaf = known.get(raw) ?? axis.leafOf(raw);
			known.set(raw, leaf);
			return leaf;
		};
	});
	const counts = new Map<string, { readonly leaves: readonly string[]; count: number }>();
	for (const { values, count } of rows) {
		const leaves = leafOf.map((leaf, index) => leaf(values[index] ?? null));
		const key = JSON.stringify(leaves);
		const known = counts.get(key);
		if (known) known.count += count;
		else counts.set(key, { leaves, count });
	}
	return counts.values();
}

/** A leaf, its parents and, where codes exclude each other, the margin. */
function withAncestors(tree: CategoryTree, leaf: string): string[] {
	const path: string[] = [];
	for (
		let code: string | undefined = leaf;
		code !== undefined && code !== margin;
		code = tree.categories.find((category) => category.code === code)?.parent
	) {
		path.push(code);
	}
	return tree.additive ? [...path, margin] : path;
}

/** The groups in which one row counts, each once; the total is left to tables that count everybody once. */
function keysOf(axes: readonly CategoryTree[], paths: readonly (readonly string[])[]): Set<string> {
	const all = combinations(paths);
	const hasSet = axes.some(({ additive }) => !additive);
	const shown = hasSet ? all.filter((codes) => codes[1] !== margin) : all;
	return new Set(shown.map((codes) => groupKey(axes, codes)));
}

function treeOf(trees: ReadonlyMap<string, CategoryTree>, id: string): CategoryTree {
	const tree = trees.get(id);
	if (!tree) throw new RangeError(`no categories for dimension ${id}`);
	return tree;
}
