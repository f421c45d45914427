// Summing: what each unit of the register adds, by its records, to each table of sums.
import { z } from 'zod';
import { dimensionOf, type TableDefinition } from '../../schema/dataset.ts';
import type { Period } from '../../schema/period.ts';
import { tablesOf } from '../../schema/release.ts';
import type { SumDefinition } from '../../schema/sum.ts';
import { fillLiterals } from './load/literal.ts';
import { rawValue } from '../store/raw-value.ts';
import { readStatement } from './statement.ts';
import { usageStatement, type UsageDataset } from './usage/usage-tables.ts';
import type { Warehouse } from './warehouse.ts';

const AmountRow = z.object({
	unit: z.bigint().transform(Number),
	raw: z.array(z.string().nullable()),
	amount: z.number().positive()
});

/** What one unit of the register, named by its place there, adds under these raw values. */
export interface UnitAmount {
	readonly unit: number;
	readonly values: readonly (string | null)[];
	readonly amount: number;
}

/**
 * What each unit adds, per id of a table of sums; nothing in months. The register must be that of the period, as
 * `countRegister` has left it.
 *
 * A sum is of the records that tell a code of every set in its tables, so that the same amounts stand in each of them.
 */
export async function sumRegister(
	warehouse: Warehouse,
	dataset: UsageDataset,
	period: Period
): Promise<Map<string, UnitAmount[]>> {
	const amounts = new Map<string, UnitAmount[]>();
	if (period.granularity !== 'week') return amounts;
	for (const sum of dataset.sums) {
		const tables = tablesOf(dataset.tables, sum);
		for (const table of tables) {
			const rows = await warehouse.all(amountStatement(dataset, sum, table, tables));
			const read = z.array(AmountRow).parse(rows);
			amounts.set(
				table.id,
				read.map(({ unit, raw, amount }) => ({ unit, values: raw, amount }))
			);
		}
	}
	return amounts;
}

/** Columns come from the dataset definition, whose schema admits plain lower_snake names only. */
function amountStatement(
	dataset: UsageDataset,
	{ column }: SumDefinition,
	{ dimensions }: TableDefinition,
	tables: readonly TableDefinition[]
): string {
	const ids = [...new Set(tables.flatMap((table) => table.dimensions))];
	const sets = ids.map((id) => dimensionOf(dataset, id)).filter(({ kind }) => kind === 'set');
	const raw = dimensions.map((id) => {
		const dimension = dimensionOf(dataset, id);
		return rawValue(dimension, dimension.kind === 'set' ? 'record' : 'register');
	});
	const known = sets.map((set) => `${rawValue(set, 'record')} IS NOT NULL`);
	return fillLiterals(readStatement('amounts').replace(/^--.*\n/gm, ''), {
		records: usageStatement(dataset, 'records_usage'),
		raw: raw.join(', '),
		amount: `record."${column}"`,
		known: known.join(' AND ') || 'true'
	});
}
