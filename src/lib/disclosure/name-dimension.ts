// A name is published where its own number can be: a category that would be hidden anyway is counted in the rest.
import { margin, rest } from '../schema/cell.ts';
import type { Dimension } from '../schema/dataset.ts';
import { minimumCount, type Policy } from '../schema/policy.ts';
import { nameCategories, type CategoryTree } from './category-tree.ts';
import { countCells } from './count-cells.ts';
import type { Solver } from './linear/solver.ts';
import { protectTables } from './secondary/protect-tables.ts';
import { toSystem } from './system.ts';
import { leavesOf } from './table-axes.ts';

/** A way to name categories, and what protection of the dimension's own margin would make of it. */
interface Naming {
	readonly tree: CategoryTree;
	/** How many large enough cells would be hidden, names and rests alike. */
	readonly lost: number;
	/** Named categories without finer ones among them, smallest first. */
	readonly hiddenNames: readonly string[];
}

/**
 * Decides which categories of a dimension are named.
 *
 * A category of at least the smallest publishable count can still be one that protection must hide, for the sake
 * of the small rest beside it: the only patch of 2.2 that is large enough leaves 0 to 4 instances, too few to tell.
 * Its name would head a row of hidden cells. So such a category joins the rest, smallest first, wherever that
 * leaves fewer large cells hidden in the dimension's own margin. The last name below the margin stays, since a
 * table of nothing but the rest would say less than nothing.
 *
 * @param totals count per raw value, each unit once
 * @throws {DisclosureError} `solver-failed`
 */
export function nameDimension(
	solver: Solver,
	dimension: Dimension,
	totals: ReadonlyMap<string | null, number>,
	policy: Policy
): CategoryTree {
	const nameWithout = (merged: ReadonlySet<string>): Naming =>
		judge(solver, nameCategories(dimension, totals, minimumCount(policy), merged), totals, policy);
	const merged = new Set<string>();
	let best = nameWithout(merged);
	let waiting = best.hiddenNames;
	for (let name = waiting[0]; name !== undefined; name = waiting[0]) {
		const naming = nameWithout(new Set([...merged, name]));
		const isBetter = naming.lost < best.lost;
		if (isBetter) {
			merged.add(name);
			best = naming;
		}
		waiting = isBetter ? naming.hiddenNames : waiting.slice(1);
	}
	return best.tree;
}

/** Protects the dimension as if it stood alone. Answers and codes of a set are questions and stay as they are. */
function judge(
	solver: Solver,
	tree: CategoryTree,
	totals: ReadonlyMap<string | null, number>,
	policy: Policy
): Naming {
	const { id, title, additive, categories } = tree;
	const minimum = minimumCount(policy);
	const tables = [{ id, title, dimensions: [id] }];
	const dimensions = [{ id, title, additive, categories }];
	const system = toSystem(tables, dimensions);
	const rows = [...totals].map(([raw, count]) => ({ values: [raw], count }));
	const counts = countCells(system, tables, new Map([[id, tree]]), new Map([[id, rows]]));
	const hasSmall = counts.some((count) => count < minimum);
	if (!additive || !hasSmall || (counts[0] ?? 0) < minimum) {
		return { tree, lost: 0, hiddenNames: [] };
	}
	const values = protectTables(solver, { system, tables, dimensions, counts }, policy);
	const isLost = (cell: number) => values[cell] === null && (counts[cell] ?? 0) >= minimum;
	const names = categories.filter(({ code }) => !isRest(code));
	const top = names.filter(({ parent }) => parent === margin);
	const leaves = new Set(leavesOf(tree).filter((code) => top.length > 1 || code !== top[0]?.code));
	const hiddenNames = system.places
		.map(({ categories: [code = ''], cell }) => ({ code, cell, count: counts[cell] ?? 0 }))
		.filter(({ code, cell }) => leaves.has(code) && !isRest(code) && isLost(cell))
		.sort((a, b) => a.count - b.count)
		.map(({ code }) => code);
	return { tree, lost: [...counts.keys()].filter(isLost).length, hiddenNames };
}

function isRest(code: string): boolean {
	return code === rest || code.endsWith(` ${rest}`);
}
