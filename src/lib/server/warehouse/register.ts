// Counting: from what was received to the finest counts of each table. True counts exist from here to the disclosure code.
import { z } from 'zod';
import {
	dimensionOf,
	type Dataset,
	type Dimension,
	type TableDefinition
} from '../../schema/dataset.ts';
import type { Period } from '../../schema/period.ts';
import { countingTables } from '../../schema/release.ts';
import type { FinestCount, Span, Thresholds } from '../store/heartbeat-counter.ts';
import { rawValue } from '../store/raw-value.ts';
import { registerSource } from './register-source.ts';
import type { Warehouse } from './warehouse.ts';

const CountRow = z.object({
	raw: z.array(z.string().nullable()),
	count: z.bigint().transform(Number)
});

const SpanRow = z.object({
	first: z.string().nullable(),
	last: z.string().nullable(),
	first_unit: z.string().nullable()
});

/** The days with anything received of a dataset; `undefined` where nothing was. */
export async function readSpan(warehouse: Warehouse, dataset: Dataset): Promise<Span | undefined> {
	const source = registerSource(dataset);
	await source.open(warehouse);
	const [row] = await warehouse.all(source.statement('span'));
	const { first, last, first_unit } = SpanRow.parse(row);
	if (first === null || last === null) return undefined;
	return { first, last, firstUnit: first_unit ?? undefined };
}

/** Whether anything was received in the period, counted or not. */
export async function hasReceived(
	warehouse: Warehouse,
	dataset: Dataset,
	period: Period
): Promise<boolean> {
	const source = registerSource(dataset);
	const rows = await warehouse.all(source.statement('received'), source.within(period));
	return rows.length > 0;
}

/**
 * Makes the register of a period and counts it, once per table.
 *
 * @returns per table id its finest counts. Each unit stands in one row of every table; in a table of a set,
 *   in one row per code.
 */
export async function countRegister(
	warehouse: Warehouse,
	dataset: Dataset,
	period: Period,
	policy: Thresholds
): Promise<Map<string, FinestCount[]>> {
	const source = registerSource(dataset);
	await warehouse.run(source.statement('register'), {
		...source.within(period),
		...source.thresholds(policy)
	});
	const counts = new Map<string, FinestCount[]>();
	for (const table of countingTables(dataset.tables)) {
		const { sql, codes } = countStatement(dataset, table);
		const rows = await warehouse.all(sql, codes ? { codes } : {});
		const finest = z.array(CountRow).parse(rows);
		counts.set(
			table.id,
			finest.map(({ raw, count }) => ({ values: raw, count }))
		);
	}
	return counts;
}

/**
 * Lists are made of what is counted already, as grouping by them takes several times as long; codes are asked of each
 * set that is reported once, and not of each unit. Columns come from the dataset definition, whose schema admits plain
 * lower_snake names only.
 */
function countStatement(
	dataset: Dataset,
	table: TableDefinition
): { sql: string; codes?: readonly string[] } {
	const dimensions = table.dimensions.map((id) => dimensionOf(dataset, id));
	const [first] = dimensions;
	if (first?.kind !== 'set') {
		const { names, grouped } = group(dimensions);
		return { sql: `SELECT [${names.join(', ')}] AS raw, units AS count FROM (${grouped})` };
	}
	const { names, grouped } = group(dimensions.slice(2), [`"${first.column}" AS reported`]);
	const raw = ['code', "if(list_contains(reported, code), 'yes', 'no')", ...names].join(', ');
	return {
		sql: `SELECT [${raw}] AS raw, sum(units)::BIGINT AS count FROM (${grouped}), unnest($codes) AS codes(code) GROUP BY raw`,
		codes: first.codes
	};
}

/** Units of the register by raw values, and what these are called. */
function group(dimensions: readonly Dimension[], more: readonly string[] = []) {
	const names = dimensions.map((_dimension, index) => `raw_${index}`);
	const columns = dimensions.map((one, index) => `${rawValue(one)} AS ${names[index] ?? ''}`);
	const selected = [...more, ...columns, 'count(*) AS units'].join(', ');
	return { names, grouped: `SELECT ${selected} FROM register GROUP BY ALL` };
}
