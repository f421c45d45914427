// A name is published where its own number can be: a category that would be hidden anyway is counted in the rest.
import { isRest, margin } from '../schema/cell.ts';
import type { Dimension } from '../schema/dataset.ts';
import { minimumCount, type Policy } from '../schema/policy.ts';
import { toLevels, totalInterval, worldInterval } from './auditor/levels.ts';
import { nameCategories, type CategoryTree } from './category-tree.ts';
import { countCells } from './count-cells.ts';
import { anyTotal, toPublishedValue } from './interval.ts';
import { toSystem } from './system.ts';
import { leavesOf } from './table-axes.ts';

/**
 * Decides which categories of a dimension are named.
 *
 * A category of at least the smallest publishable count can still be one that protection must hide, for the sake
 * of the small rest beside it: the only patch of 2.2 that is large enough leaves 0 to 4 instances, too few to tell.
 * Its name would head a row of hidden cells. So where a small rest alone is hidden and the numbers beside it pin
 * it too closely, the smallest of these joins the rest, which can then be shown. The last name below the margin
 * stays, since a table of nothing but the rest would say less than nothing. Exact counts pin every rest, so there
 * all names stay.
 *
 * @param totals count per raw value, each unit once
 * @param hidden categories that would stand hidden for the sake of other tables and join the rest for that
 */
export function nameDimension(
	dimension: Dimension,
	totals: ReadonlyMap<string | null, number>,
	policy: Policy,
	hidden: ReadonlySet<string> = new Set()
): CategoryTree {
	const merged = new Set(hidden);
	const mayMerge = policy.base > 1 && !isQuestion(dimension);
	for (;;) {
		const tree = nameCategories(dimension, totals, minimumCount(policy), merged);
		const name = mayMerge ? nameBesideRest(tree, totals, policy) : undefined;
		if (name === undefined) return tree;
		merged.add(name);
	}
}

/** Answers and the codes of a set are named always, as they are questions and not findings. */
export function isQuestion({ kind }: Pick<Dimension, 'kind'>): boolean {
	return kind === 'answer' || kind === 'set';
}

/** The named categories of a dimension that may join the rest: none finer, and not the last below the margin. */
export function mergeableNames({ additive, categories }: CategoryTree): string[] {
	if (!additive) return [];
	const names = categories.filter(({ code }) => !isRest(code));
	const [first, ...others] = names.filter(({ parent }) => parent === margin);
	return leavesOf({ categories }).filter(
		(code) => !isRest(code) && (others.length > 0 || code !== first?.code)
	);
}

/** The smallest name beside a hidden rest that would be pinned, in any family of categories. */
function nameBesideRest(
	tree: CategoryTree,
	totals: ReadonlyMap<string | null, number>,
	policy: Policy
): string | undefined {
	const { id, title, additive, categories } = tree;
	const tables = [{ id, title, dimensions: [id] }];
	const system = toSystem(tables, [{ id, title, additive, categories }]);
	const rows = [...totals].map(([raw, count]) => ({ values: [raw], count }));
	const counts = countCells(system, tables, new Map([[id, tree]]), new Map([[id, rows]]));
	const countOf = (cell: number) => counts[cell] ?? 0;
	const isSmall = (cell: number) => countOf(cell) < minimumCount(policy);
	const boundsOf = (cell: number) => {
		const value = toPublishedValue(countOf(cell), policy);
		return cell === 0 ? totalInterval(value, policy, anyTotal) : worldInterval(value, policy);
	};
	const codeOf = new Map(system.places.map(({ categories: [code = ''], cell }) => [cell, code]));
	const mergeable = new Set(mergeableNames(tree));
	for (const { parent, children } of system.lines) {
		const shown = children.filter((cell) => !isSmall(cell));
		if (isSmall(parent) || shown.length !== children.length - 1) continue;
		const low = boundsOf(parent).low - shown.reduce((sum, cell) => sum + boundsOf(cell).high, 0);
		const high = boundsOf(parent).high - shown.reduce((sum, cell) => sum + boundsOf(cell).low, 0);
		if (low <= 0 && high >= toLevels(policy).ambiguity) continue;
		const [smallest] = shown
			.filter((cell) => mergeable.has(codeOf.get(cell) ?? ''))
			.sort((a, b) => countOf(a) - countOf(b));
		if (smallest !== undefined) return codeOf.get(smallest);
	}
	return undefined;
}
