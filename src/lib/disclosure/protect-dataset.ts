// Names and numbers together: what can't be shown under its own name is tried once more in the rest.
import { dimensionOf, type Dataset } from '../schema/dataset.ts';
import { minimumCount, type Policy } from '../schema/policy.ts';
import { countTables, type NamedTables } from './count-tables.ts';
import type { RawCount } from './count-cells.ts';
import type { KnownTotal } from './interval.ts';
import type { Solver } from './linear/solver.ts';
import { isQuestion, mergeableNames } from './name-dimension.ts';
import { prominenceOf } from './secondary/prices.ts';
import { protectTables } from './secondary/protect-tables.ts';
import { groupKey, type System } from './system.ts';

/** Share of hidden numbers in a category's row from which on its name tells little. */
const nearlyAll = 0.85;

/** Tables of one period, and the number or the silence for every cell of their system. */
export interface ProtectedTables extends NamedTables {
	readonly values: readonly (number | null)[];
}

/**
 * Counts and protects all tables of a dataset.
 *
 * A small category can be large enough and stand hidden even so, with its whole row, because its cross tables are
 * almost empty. Where that happens the tables are made once more with these categories in the rest; of the two,
 * the one with fewer large cells hidden is published.
 *
 * @param total what other releases say about the number of all units
 * @throws {DisclosureError} `infeasible` or `solver-failed`
 */
export function protectDataset(
	solver: Solver,
	dataset: Dataset,
	rows: ReadonlyMap<string, readonly RawCount[]>,
	policy: Policy,
	total?: KnownTotal
): ProtectedTables {
	const protect = (tables: NamedTables) => ({
		...tables,
		values: protectTables(solver, tables, policy, total)
	});
	const named = protect(countTables(dataset, rows, policy));
	const quiet = policy.base === 1 ? new Map<string, Set<string>>() : quietNames(dataset, named);
	if (quiet.size === 0 || isWithheld(named, policy)) return named;
	const merged = protect(countTables(dataset, rows, policy, quiet));
	return balanceOf(merged, policy) > balanceOf(named, policy) ? merged : named;
}

/** Whether even the number of all units is too small. */
export function isWithheld({ counts }: Pick<NamedTables, 'counts'>, policy: Policy): boolean {
	return (counts[0] ?? 0) < minimumCount(policy);
}

/**
 * Named categories that tell little, of the one dimension where most numbers are hidden with them: their own number
 * is hidden, or nearly all that they cross with.
 */
function quietNames(
	dataset: Dataset,
	{ trees, system, values }: ProtectedTables
): Map<string, Set<string>> {
	const cellOf = new Map(system.keys.map((key, cell) => [key, cell]));
	const rows = rowsOf(system, values);
	let most = 0;
	let quietest = new Map<string, Set<string>>();
	for (const tree of trees.values()) {
		if (isQuestion(dimensionOf(dataset, tree.id))) continue;
		const quiet = new Set<string>();
		let lost = 0;
		for (const code of mergeableNames(tree)) {
			const key = groupKey([tree], [code]);
			const cell = cellOf.get(key);
			const { cells, hidden } = rows.get(key) ?? { cells: 0, hidden: 0 };
			const isHidden = cell !== undefined && values[cell] === null;
			if (!isHidden && (cells === 0 || hidden < nearlyAll * cells)) continue;
			quiet.add(code);
			lost += hidden + Number(isHidden);
		}
		if (lost <= most) continue;
		most = lost;
		quietest = new Map([[tree.id, quiet]]);
	}
	return quietest;
}

/** How many cells stand in the row of each category that is crossed with others, and how many of them hidden. */
function rowsOf(
	{ keys }: System,
	values: readonly (number | null)[]
): Map<string, { cells: number; hidden: number }> {
	const rows = new Map<string, { cells: number; hidden: number }>();
	for (const [cell, key] of keys.entries()) {
		const parts = key.split('|');
		for (const part of parts.length > 1 ? parts : []) {
			const row = rows.get(part) ?? { cells: 0, hidden: 0 };
			row.cells += 1;
			row.hidden += Number(values[cell] === null);
			rows.set(part, row);
		}
	}
	return rows;
}

/** Large cells shown less large cells hidden, by prominence. */
function balanceOf({ system, counts, values }: ProtectedTables, policy: Policy): number {
	return counts.reduce((sum, count, cell) => {
		if (count < minimumCount(policy)) return sum;
		return sum + (values[cell] === null ? -1 : 1) * prominenceOf(system.keys[cell] ?? '');
	}, 0);
}
