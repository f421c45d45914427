// Counting inside ClickHouse: each shard makes the register of its own instances, and only its cells leave it.
import { z } from 'zod';
import { joinApart } from '../../../schema/division.ts';
import { dimensionOf, type Dataset, type TableDefinition } from '../../../schema/dataset.ts';
import type { Period } from '../../../schema/period.ts';
import { countingTables, tablesOf } from '../../../schema/release.ts';
import type { SumDefinition } from '../../../schema/sum.ts';
import type { EngineCells, EngineDivision, FinestCount, Thresholds } from '../heartbeat-counter.ts';
import { rawValue } from '../raw-value.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { Session } from './cluster/node.ts';
import { heartbeatColumns, toDayNumber } from './heartbeat-row.ts';
import { readStatement } from './statement.ts';

const Count = z.coerce.number().int();
const Values = z.array(z.string());
const PopulationRow = z.tuple([Count]);
const CountRow = z
	.tuple([z.string(), Values, Count])
	.transform(([table, values, count]) => ({ table, row: { values, count } }));
const DivisionRow = z
	.tuple([z.string(), Values, Count, Count, z.number(), z.array(z.number())])
	.transform(([table, values, units, contributors, total, [largest = 0, second = 0]]) => ({
		...{ table, row: { values, units, contributors, total, largest, second } }
	}));

/** Counts a period on every shard, which have no instance in common, and puts the cells together. */
export async function countCells(
	cluster: Cluster,
	dataset: Dataset,
	period: Period,
	thresholds: Thresholds
): Promise<EngineCells> {
	const parts = await cluster.onShards((shard) =>
		shard.inSession((session) => countShard(session, dataset, period, thresholds))
	);
	return {
		population: parts.reduce((sum, part) => sum + part.population, 0),
		counts: joinTables(
			parts.map(({ counts }) => counts),
			(one, other) => ({ ...one, count: one.count + other.count })
		),
		divisions: joinTables(
			parts.map(({ divisions }) => divisions),
			(one, other) => ({ ...one, ...joinApart(one, other), units: one.units + other.units })
		)
	};
}

async function countShard(
	session: Session,
	dataset: Dataset,
	{ granularity, start, end }: Period,
	{ minActiveDays, minAgeDays }: Thresholds
): Promise<EngineCells> {
	await session.tell(
		readStatement('register', {
			start: String(toDayNumber(start)),
			end: String(toDayNumber(end)),
			active: String(minActiveDays),
			age: String(minAgeDays),
			instances: readStatement('known_instances'),
			ties: tieOrder
		})
	);
	const [[population] = [0]] = await session.rows(PopulationRow, 'SELECT count() FROM register');
	const counted = countingTables(dataset.tables);
	const counts = byTable<FinestCount>(
		counted,
		await session.rows(CountRow, countStatements(dataset, counted))
	);
	const sums = granularity === 'week' ? dataset.sums : [];
	const summed = sums.flatMap((sum) => tablesOf(dataset.tables, sum));
	const divisions = byTable<EngineDivision>(
		summed,
		summed.length === 0 ? [] : await session.rows(DivisionRow, divideStatements(dataset, sums))
	);
	await session.tell('DROP TEMPORARY TABLE register');
	return { population, counts, divisions };
}

/** The rows of each table, in one list for all of them. */
function byTable<Row>(
	tables: readonly TableDefinition[],
	rows: readonly { readonly table: string; readonly row: Row }[]
): Map<string, Row[]> {
	const found = new Map<string, Row[]>(tables.map(({ id }) => [id, []]));
	for (const { table, row } of rows) found.get(table)?.push(row);
	return found;
}

/** Of an instance the latest first; of the same moment the greater row. */
const tieOrder = [
	'instance_id',
	...heartbeatColumns.filter((column) => column !== 'instance_id').map((column) => `${column} DESC`)
].join(', ');

/** All tables in one question, as each takes longer to ask than to answer. */
function countStatements(dataset: Dataset, tables: readonly TableDefinition[]): string {
	return tables.map((table) => countStatement(dataset, table)).join('\nUNION ALL\n');
}

function countStatement(dataset: Dataset, { id, dimensions }: TableDefinition): string {
	const [first, ...others] = dimensions.map((one) => dimensionOf(dataset, one));
	if (first?.kind !== 'set') {
		const raw = [...(first ? [first] : []), ...others].map((one) => rawValue(one)).join(', ');
		return `SELECT '${id}', [${raw}] AS raw, count() FROM register GROUP BY raw`;
	}
	// Instances that answer alike are counted before each of the codes is asked for.
	const rest = others
		.slice(1)
		.map((one) => rawValue(one))
		.join(', ');
	return readStatement('count_set', {
		table: `'${id}'`,
		set: `register."${first.column}"`,
		rest: `[${rest}]::Array(String)`,
		codes: `[${first.codes.map((code) => `'${code}'`).join(', ')}]`
	});
}

function divideStatements(dataset: Dataset, sums: readonly SumDefinition[]): string {
	const parts = sums.flatMap((sum) =>
		tablesOf(dataset.tables, sum).map(({ id, dimensions }) =>
			readStatement('division', {
				table: `'${id}'`,
				raw: dimensions.map((one) => rawValue(dimensionOf(dataset, one))).join(', '),
				amount: `register."${sum.column}"`,
				most: String(sum.most)
			})
		)
	);
	return parts.join('\nUNION ALL\n');
}

/** Rows of the same values as one. */
function joinTables<Row extends { readonly values: readonly (string | null)[] }>(
	parts: readonly ReadonlyMap<string, readonly Row[]>[],
	join: (one: Row, other: Row) => Row
): Map<string, Row[]> {
	const tables = new Map<string, Map<string, Row>>();
	for (const [id, rows] of parts.flatMap((part) => [...part])) {
		const known = tables.get(id) ?? new Map<string, Row>();
		tables.set(id, known);
		for (const row of rows) {
			const key = JSON.stringify(row.values);
			const other = known.get(key);
			known.set(key, other === undefined ? row : join(other, row));
		}
	}
	return new Map([...tables].map(([id, rows]) => [id, [...rows.values()]]));
}
