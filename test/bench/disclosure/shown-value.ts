// How much a release shows of what may be shown at all, as one number and table by table.
import type { ProtectedTables } from '../../../src/lib/disclosure/protect-dataset.ts';
import { toPublishedValue } from '../../../src/lib/disclosure/interval.ts';
import { pricesOf } from '../../../src/lib/disclosure/secondary/prices.ts';
import { axesOf, leavesOf } from '../../../src/lib/disclosure/table-axes.ts';
import { margin } from '../../../src/lib/schema/cell.ts';
import { minimumCount, type Policy } from '../../../src/lib/schema/policy.ts';
import { round } from './print-table.ts';

/** Percent of the value of all large enough numbers but the total, by the prices of secondary suppression. */
export function valueShown({ system, counts, values }: ProtectedTables, policy: Policy): number {
	const minimum = minimumCount(policy);
	const numbers = counts.map((count) => (count < minimum ? null : toPublishedValue(count, policy)));
	const prices = pricesOf(system, numbers);
	const worth = (all: readonly (number | null)[]) =>
		all.reduce<number>(
			(sum, value, cell) => sum + (cell > 0 && value !== null ? (prices[cell] ?? 0) : 0),
			0
		);
	return round((100 * worth(values)) / worth(numbers));
}

/** Per table of two dimensions the percent of units that stand in a finest cell with a number. */
export function unitsShown(protectedTables: ProtectedTables): Record<string, number> {
	const { system, tables, dimensions, counts, values } = protectedTables;
	const shares: Record<string, number> = {};
	for (const table of tables) {
		const leaves = axesOf(table, dimensions).map(
			(axis) => new Set(axis.id === 'answer' ? ['yes'] : leavesOf(axis))
		);
		if (leaves.length < 2 || (leaves.length === 2 && table.dimensions.includes('answer'))) continue;
		let [shown, all] = [0, 0];
		for (const { table: id, categories, cell } of system.places) {
			const isFinest = categories.every((code, at) => code !== margin && leaves[at]?.has(code));
			if (id !== table.id || !isFinest) continue;
			all += counts[cell] ?? 0;
			if (values[cell] !== null) shown += counts[cell] ?? 0;
		}
		shares[table.id] = round((100 * shown) / Math.max(1, all));
	}
	return shares;
}
