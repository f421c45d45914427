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
import { groupKey } from './system.ts';

/** Tables of one period, and the number or the silence for every cell of their system. */
export interface ProtectedTables extends NamedTables {
	readonly values: readonly (number | null)[];
}

/**
 * Counts and protects all tables of a dataset.
 *
 * A small category can be large enough and stand hidden even so, with its whole row, because its cross tables are
 * almost empty. Where that happens the tables are made once more with these categories in the rest; of the two,
 * the one that shows more is published.
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
	const hidden = policy.base === 1 ? new Map<string, Set<string>>() : hiddenNames(dataset, named);
	if (hidden.size === 0 || isWithheld(named, policy)) return named;
	const merged = protect(countTables(dataset, rows, policy, hidden));
	return shownBy(merged) > shownBy(named) ? merged : named;
}

/** Whether even the number of all units is too small. */
export function isWithheld({ counts }: Pick<NamedTables, 'counts'>, policy: Policy): boolean {
	return (counts[0] ?? 0) < minimumCount(policy);
}

/** Named categories whose own number is hidden, per dimension. */
function hiddenNames(
	dataset: Dataset,
	{ trees, system, values }: ProtectedTables
): Map<string, Set<string>> {
	const cellOf = new Map(system.keys.map((key, cell) => [key, cell]));
	const hidden = new Map<string, Set<string>>();
	for (const tree of trees.values()) {
		if (isQuestion(dimensionOf(dataset, tree.id))) continue;
		const names = mergeableNames(tree).filter((code) => {
			const cell = cellOf.get(groupKey([tree], [code]));
			return cell !== undefined && values[cell] === null;
		});
		if (names.length > 0) hidden.set(tree.id, new Set(names));
	}
	return hidden;
}

/** How much is shown, by prominence. What a merged name showed is lost like what is hidden. */
function shownBy({ system, values }: ProtectedTables): number {
	return values.reduce<number>(
		(sum, value, cell) => sum + (value === null ? 0 : prominenceOf(system.keys[cell] ?? '')),
		0
	);
}
