// Counting inside PostgreSQL: the register of a period is made there, and only its cells leave it.
import type { Client } from 'pg';
import { z } from 'zod';
import { dimensionOf, type Dataset, type TableDefinition } from '../../../schema/dataset.ts';
import type { Period } from '../../../schema/period.ts';
import { countingTables, tablesOf } from '../../../schema/release.ts';
import type { SumDefinition } from '../../../schema/sum.ts';
import { toLiteral } from '../../sql-literal.ts';
import type { EngineCells, EngineDivision, FinestCount, Thresholds } from '../heartbeat-counter.ts';
import { rawValue } from '../raw-value.ts';
import { Count, readRow } from './read-rows.ts';
import { readStatement } from './statement.ts';

const PopulationRow = z.object({ population: Count });
const Text = z.string().nullable();
const CountRow = z.tuple([Count], Text).transform(([count, ...values]) => ({ values, count }));
const DivisionRow = z
	.tuple([Count, Count, z.number(), z.number(), z.number()], Text)
	.transform(([units, contributors, total, largest, second, ...values]) => ({
		...{ values, units, contributors, total, largest, second }
	}));

/** Counts a period in the transaction of whoever calls. */
export async function countCells(
	client: Client,
	dataset: Dataset,
	{ granularity, start, end }: Period,
	{ minActiveDays, minAgeDays }: Thresholds
): Promise<EngineCells> {
	// Sorting and hashing beside each other on one connection; compiling costs more than it saves.
	await client.query("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off");
	await client.query(
		readStatement('register', {
			start: `date ${toLiteral(start)}`,
			end: `date ${toLiteral(end)}`,
			active: String(minActiveDays),
			age: String(minAgeDays)
		})
	);
	const { population } = await readRow(
		client,
		PopulationRow,
		'SELECT count(*) AS population FROM register'
	);
	const counts = new Map<string, FinestCount[]>();
	for (const table of countingTables(dataset.tables)) {
		counts.set(table.id, await countTable(client, dataset, table));
	}
	const divisions = new Map<string, EngineDivision[]>();
	for (const sum of granularity === 'week' ? dataset.sums : []) {
		for (const table of tablesOf(dataset.tables, sum)) {
			divisions.set(table.id, await divideTable(client, dataset, table, sum));
		}
	}
	return { population, counts, divisions };
}

async function countTable(
	client: Client,
	dataset: Dataset,
	{ dimensions }: TableDefinition
): Promise<FinestCount[]> {
	const [first, ...others] = dimensions.map((id) => dimensionOf(dataset, id));
	if (first?.kind !== 'set') {
		const raw = [...(first ? [first] : []), ...others].map((one) => rawValue(one));
		const text = `SELECT count(*), ${raw.join(', ')} FROM register GROUP BY ${placesOf(raw)}`;
		return readArrays(client, CountRow, text);
	}
	// Instances that answer alike are counted before each of the codes is asked for.
	const rest = others.slice(1).map((one, at) => `${rawValue(one)} AS "value_${at}"`);
	const names = others.slice(1).map((_one, at) => `"value_${at}"`);
	const set = `"${first.column}"`;
	const alike = `SELECT ${[set, ...rest].join(', ')}, count(*) AS count FROM register GROUP BY ${placesOf([set, ...rest], 0)}`;
	const answer = `CASE WHEN code = ANY (${set}) THEN 'yes' ELSE 'no' END`;
	const raw = ['code', answer, ...names];
	const text = `SELECT sum(count), ${raw.join(', ')} FROM (${alike}) AS alike, unnest($1::text[]) AS codes(code) GROUP BY ${placesOf(raw)}`;
	return readArrays(client, CountRow, text, [first.codes]);
}

async function divideTable(
	client: Client,
	dataset: Dataset,
	{ dimensions }: TableDefinition,
	{ column, most }: SumDefinition
): Promise<EngineDivision[]> {
	const raw = dimensions.map((id, at) => `${rawValue(dimensionOf(dataset, id))} AS "value_${at}"`);
	const text = readStatement('division', {
		raw: raw.join(', '),
		names: dimensions.map((_id, at) => `"value_${at}"`).join(', '),
		amount: `register."${column}"`,
		most: String(most)
	});
	return readArrays(client, DivisionRow, text);
}

/** The places of `columns` in a SELECT in which `before` others stand before them. */
function placesOf(columns: readonly string[], before = 1): string {
	return columns.map((_column, at) => at + before + 1).join(', ');
}

async function readArrays<Row>(
	client: Client,
	row: z.ZodType<Row>,
	text: string,
	values: unknown[] = []
): Promise<Row[]> {
	const { rows } = await client.query({ text, values, rowMode: 'array' });
	return z.array(row).parse(rows);
}
