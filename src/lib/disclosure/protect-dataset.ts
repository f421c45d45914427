// Names and numbers together: what can't be shown under its own name is tried once more in the rest.
import { dimensionOf, type Dataset } from '../schema/dataset.ts';
import { minimumCount, type Policy } from '../schema/policy.ts';
import { countTables, type NamedTables } from './count-tables.ts';
import type { RawCount } from './count-cells.ts';
import type { KnownTotal } from './interval.ts';
import type { Solver } from './linear/solver.ts';
import { isQuestion, mergeableNames } from './name-dimension.ts';
import { startProtection, type Protection } from './secondary/protect-tables.ts';
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
 * the one that shows more, once numbers of one dimension are given back, is published. What a merged name would show
 * is lost like what is hidden.
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
	const open = (tables: NamedTables): Attempt => ({
		tables,
		protection: startProtection(solver, tables, policy, total)
	});
	const attempts: [Attempt, ...Attempt[]] = [open(countTables(dataset, rows, policy))];
	try {
		const [named] = attempts;
		const hidden = policy.base === 1 ? new Map<string, Set<string>>() : hiddenNames(dataset, named);
		if (hidden.size > 0 && !isWithheld(named.tables, policy)) {
			attempts.push(open(countTables(dataset, rows, policy, hidden)));
		}
		const best = attempts.reduce((a, b) => (b.protection.shown() > a.protection.shown() ? b : a));
		best.protection.finish();
		return { ...best.tables, values: best.protection.values() };
	} finally {
		for (const { protection } of attempts) protection.dispose();
	}
}

/** One way to name categories, and the protection of its tables. */
interface Attempt {
	readonly tables: NamedTables;
	readonly protection: Protection;
}

/** Whether even the number of all units is too small. */
export function isWithheld({ counts }: Pick<NamedTables, 'counts'>, policy: Policy): boolean {
	return (counts[0] ?? 0) < minimumCount(policy);
}

/** Named categories whose own number is hidden, per dimension. */
function hiddenNames(
	dataset: Dataset,
	{ tables: { trees, system }, protection }: Attempt
): Map<string, Set<string>> {
	const values = protection.values();
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
