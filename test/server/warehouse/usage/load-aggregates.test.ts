import { readFileSync, rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cliUsage } from '../../../../src/lib/datasets/cli-usage.ts';
import { aggregateFields } from '../../../../src/lib/schema/usage/aggregates/aggregate.ts';
import { inspectFile } from '../../../../src/lib/server/sources/source-file.ts';
import { toLiteral } from '../../../../src/lib/server/sql-literal.ts';
import { expire } from '../../../../src/lib/server/warehouse/retention/expire.ts';
import { removeSample } from '../../../../src/lib/server/warehouse/remove-sample.ts';
import { loadAggregates } from '../../../../src/lib/server/warehouse/usage/aggregates/load-aggregates.ts';
import { loadRecords } from '../../../../src/lib/server/warehouse/usage/load-records.ts';
import { isUsage, recordColumns } from '../../../../src/lib/server/warehouse/usage/usage-tables.ts';
import type { Warehouse } from '../../../../src/lib/server/warehouse/warehouse.ts';
import { aggregateUsage, type AggregatedRow } from '../../../support/aggregate-usage.ts';
import { instanceId, toNdjson } from '../../../support/heartbeats.ts';
import { temporaryFile, temporaryWarehouse } from '../temporary-warehouse.ts';

if (!isUsage(cliUsage)) throw new Error('not of records');
const dataset = cliUsage;
const weeks = ['2026-W44', '2026-W45', '2026-W46'];
const session = (n: number, week: string, more = {}) => ({
	installation_id: instanceId(n),
	week,
	version: n % 2 === 0 ? '2.5.1' : '2.5.0',
	os: 'linux',
	arch: 'x64',
	command: 'fix',
	tool: 'shell',
	error: n % 5 === 0 ? 'timeout' : null,
	sessions: 3 + n,
	tool_calls: 10 + n,
	errors: n % 5 === 0 ? 1 + n : 0,
	...more
});
const records = weeks.flatMap((week) => Array.from({ length: 20 }, (_, n) => session(n, week)));
/** Two weeks of rows. */
const rows = aggregateUsage(dataset, records);
const half = rows.length / 2;

async function load(warehouse: Warehouse, path: string) {
	return loadAggregates(warehouse, dataset, await inspectFile(path, aggregateFields(dataset)));
}

async function loadAll(warehouse: Warehouse, all: readonly unknown[]) {
	return load(warehouse, temporaryFile('a.ndjson', toNdjson(all)));
}

async function loadUnits(warehouse: Warehouse, all: readonly unknown[]) {
	const file = temporaryFile('u.ndjson', toNdjson(all));
	return loadRecords(warehouse, dataset, await inspectFile(file, recordColumns(dataset)));
}

const contentOf = (warehouse: Warehouse) =>
	warehouse.all('SELECT * FROM usage_cli_usage_aggregate ORDER BY ALL');

const isOf = (row: AggregatedRow, by: object) =>
	Object.entries({ version: '*', os: '*', command: '*', tool: '*', error: '*', ...by }).every(
		([id, value]) => row[id] === value
	);

describe('a file of aggregated rows', () => {
	test('gives the same as NDJSON, CSV and Parquet, packed or not', async () => {
		const maker = await temporaryWarehouse();
		const { all } = aggregateFields(dataset);
		const csv = [all, ...rows.map((row) => all.map((field) => row[field] ?? ''))]
			.map((cells) => cells.join(','))
			.join('\r\n');
		const source = temporaryFile('source.ndjson', toNdjson(rows));
		const parquet = temporaryFile('a.parquet', '');
		rmSync(parquet);
		await maker.run(
			`COPY (FROM read_json(${toLiteral(source)})) TO ${toLiteral(parquet)} (FORMAT parquet)`
		);
		const contents = [];
		for (const path of [
			source,
			temporaryFile('a.jsonl.gz', gzipSync(toNdjson(rows))),
			temporaryFile('a.csv', csv),
			temporaryFile('b.csv.gz', gzipSync(csv)),
			parquet
		]) {
			const warehouse = await temporaryWarehouse();
			expect(await load(warehouse, path)).toMatchObject({
				loaded: rows.length,
				duplicate: 0,
				replaced: 0,
				rejected: 0
			});
			contents.push(await contentOf(warehouse));
		}
		for (const content of contents) expect(content).toEqual(contents[0]);
	});

	test('changes nothing when it is loaded again, and another one of a week takes its place', async () => {
		const warehouse = await temporaryWarehouse();
		await loadAll(warehouse, rows);
		const before = await contentOf(warehouse);
		expect(await loadAll(warehouse, rows.toReversed())).toMatchObject({
			loaded: 0,
			duplicate: rows.length,
			replaced: 0
		});
		expect(await contentOf(warehouse)).toEqual(before);
		const other = aggregateUsage(
			dataset,
			records.map((one) => ({ ...one, os: one.week === '2026-W46' ? 'darwin' : one.os }))
		);
		expect(await loadAll(warehouse, other)).toMatchObject({
			loaded: half,
			duplicate: half,
			replaced: half
		});
		const fresh = await temporaryWarehouse();
		await loadAll(fresh, other);
		expect(await contentOf(warehouse)).toEqual(await contentOf(fresh));
	});

	test('counts versions that differ in their suffix alone as one', async () => {
		const suffixed = (suffixes: readonly string[]) =>
			aggregateUsage(
				dataset,
				records.map((one, at) => ({ ...one, version: `2.6.0-${suffixes[at % suffixes.length]}` }))
			);
		const [one, two] = [await temporaryWarehouse(), await temporaryWarehouse()];
		await loadAll(one, suffixed(['rc.1']));
		await loadAll(two, suffixed(['rc.1', 'acme.3', 'rc.2']));
		expect(await contentOf(two)).toEqual(await contentOf(one));
		expect(JSON.stringify(await contentOf(two))).not.toContain('acme');
	});
});

describe('a row that can’t be counted', () => {
	test('refuses its week by the name of the field, loses nothing, and leaves other weeks alone', async () => {
		const warehouse = await temporaryWarehouse();
		const bad = rows.map((row) =>
			row['week'] === '2026-W46' && isOf(row, { version: '2.5.1' })
				? { ...row, contributors: undefined }
				: row
		);
		const line = bad.findIndex((row) => row.contributors === undefined) + 1;
		const { rejectedFile = '', ...result } = await loadAll(warehouse, bad);
		expect(result).toMatchObject({ loaded: half, duplicate: 0, rejected: half });
		expect(result.problems[0]).toEqual({
			line,
			field: 'contributors',
			reason: 'expected a whole number from 0: how many installations the row is of'
		});
		const told = readFileSync(rejectedFile, 'utf8').trim().split('\n');
		const lines = told.map((text) => (JSON.parse(text) as { line: number }).line);
		expect(new Set(lines).size).toBe(half);
		const kept = await contentOf(warehouse);
		expect(kept).toHaveLength(half);
		expect(new Set(kept.map(({ week }) => String(week))).size).toBe(1);
	});

	test('leaves what was loaded of its week before', async () => {
		const warehouse = await temporaryWarehouse();
		await loadAll(warehouse, rows);
		const before = await contentOf(warehouse);
		const bad = rows.map((row) => (isOf(row, {}) ? { ...row, contributors: 21 } : row));
		expect(await loadAll(warehouse, bad)).toMatchObject({ loaded: 0, rejected: rows.length });
		expect(await contentOf(warehouse)).toEqual(before);
	});

	test('names unknown and missing columns of a CSV', async () => {
		const warehouse = await temporaryWarehouse();
		const header = 'week,version,os,command,tool,error';
		const lacking = temporaryFile('a.csv', `${header},sessions\n`);
		await expect(load(warehouse, lacking)).rejects.toThrow('the column contributors is missing');
		const strange = temporaryFile('a.csv', `${header},contributors,name\n`);
		await expect(load(warehouse, strange)).rejects.toThrow('column 8 is not in the schema: name');
	});
});

test('a week has aggregated rows or records of units, whichever came first', async () => {
	const first = await temporaryWarehouse();
	await loadUnits(first, [session(1, '2026-W46')]);
	const rejected = await loadAll(first, rows);
	expect(rejected).toMatchObject({ loaded: half, rejected: half });
	expect(rejected.problems[0]).toMatchObject({
		field: 'week',
		reason:
			'expected a week without records of single installations: a week has these or aggregated rows'
	});
	const second = await temporaryWarehouse();
	await loadAll(second, rows);
	const units = await loadUnits(second, [session(1, '2026-W46'), session(1, '2026-W47')]);
	expect(units).toMatchObject({ loaded: 1, rejected: 1 });
	expect(units.problems).toEqual([
		{
			line: 1,
			field: 'week',
			reason: 'expected a week without aggregated rows: a week has these or records of single units'
		}
	]);
});

test('aggregated rows go when they are past their retention, and with the sample', async () => {
	const warehouse = await temporaryWarehouse();
	await loadAll(warehouse, rows);
	expect(await expire(warehouse, dataset, '2026-11-10')).toEqual({ rows: half, gone: 0 });
	expect(await contentOf(warehouse)).toHaveLength(half);
	await removeSample(warehouse, warehouse.folder);
	expect(await contentOf(warehouse)).toEqual([]);
});
