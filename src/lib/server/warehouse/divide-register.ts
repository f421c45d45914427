// Summing what a register itself says of its units: how the sums divide, never what one unit adds.
import { z } from 'zod';
import { dimensionOf, type Dataset } from '../../schema/dataset.ts';
import type { Period } from '../../schema/period.ts';
import { tablesOf } from '../../schema/release.ts';
import type { EngineDivision } from '../store/heartbeat-counter.ts';
import { rawValue } from '../store/raw-value.ts';
import { fillLiterals } from './load/literal.ts';
import { readStatement } from './statement.ts';
import type { Warehouse } from './warehouse.ts';

const BigCount = z.bigint().transform(Number);
const DivisionRow = z
	.object({
		raw: z.array(z.string().nullable()),
		units: BigCount,
		contributors: BigCount,
		total: z.number(),
		largest: z.number(),
		second: z.number()
	})
	.transform(({ raw, ...division }) => ({ values: raw, ...division }));

/**
 * How the sums divide, per id of a table of sums; nothing in months. The register must be that of the period, as
 * `countRegister` has left it.
 */
export async function divideRegister(
	warehouse: Warehouse,
	dataset: Dataset,
	{ granularity }: Period
): Promise<Map<string, EngineDivision[]>> {
	const divisions = new Map<string, EngineDivision[]>();
	const statement = readStatement('division').replace(/^--.*\n/gm, '');
	for (const sum of granularity === 'week' ? dataset.sums : []) {
		for (const { id, dimensions } of tablesOf(dataset.tables, sum)) {
			const sql = fillLiterals(statement, {
				raw: dimensions.map((one) => rawValue(dimensionOf(dataset, one))).join(', '),
				amount: `register."${sum.column}"`,
				most: String(sum.most)
			});
			divisions.set(id, z.array(DivisionRow).parse(await warehouse.all(sql)));
		}
	}
	return divisions;
}
