import { readFileSync, rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parsePeriod } from '../../../../src/lib/schema/period.ts';
import { inspectFile } from '../../../../src/lib/server/sources/source-file.ts';
import { toLiteral } from '../../../../src/lib/server/sql-literal.ts';
import { removeSample } from '../../../../src/lib/server/warehouse/remove-sample.ts';
import { countRegister } from '../../../../src/lib/server/warehouse/register.ts';
import { loadRecords } from '../../../../src/lib/server/warehouse/usage/load-records.ts';
import { isUsage, recordColumns } from '../../../../src/lib/server/warehouse/usage/usage-tables.ts';
import type { Warehouse } from '../../../../src/lib/server/warehouse/warehouse.ts';
import { installations } from '../../../fixtures/datasets/installations.ts';
import { toNdjson } from '../../../support/heartbeats.ts';
import { homeRecord } from '../../../support/usage-records.ts';
import { temporaryFile, temporaryWarehouse } from '../temporary-warehouse.ts';

if (!isUsage(installations)) throw new Error('the example is no dataset of records');
const dataset = installations;
const week = '2026-W46';

async function load(warehouse: Warehouse, path: string) {
	return loadRecords(warehouse, dataset, await inspectFile(path, recordColumns(dataset)));
}

async function loadAll(warehouse: Warehouse, records: readonly unknown[]) {
	return load(warehouse, temporaryFile('a.ndjson', toNdjson(records)));
}

async function contentOf(warehouse: Warehouse): Promise<unknown> {
	return {
		rows: await warehouse.all('SELECT * FROM usage_home_installations ORDER BY ALL'),
		units: await warehouse.all('SELECT * FROM usage_home_installations_unit ORDER BY ALL')
	};
}

const records = [
	...Array.from({ length: 20 }, (_, n) => homeRecord(n, week)),
	homeRecord(20, week, { integration: null, energy: 1.25 }),
	homeRecord(21, '2026-W45', { integration: 'acme', core: '2026.11.0b1' })
];

describe('a file of records', () => {
	test('gives the same rows as NDJSON, CSV and Parquet, packed or not', async () => {
		const maker = await temporaryWarehouse();
		const columns = ['energy', 'week', 'home_id', 'core', 'kind', 'integration', 'devices'];
		const cell = (record: object, column: string) =>
			String((record as Record<string, string | number | null>)[column] ?? '');
		const csv = [
			columns.join(','),
			...records.map((record) => columns.map((column) => cell(record, column)).join(','))
		].join('\r\n');
		const source = temporaryFile('source.ndjson', toNdjson(records));
		const parquet = temporaryFile('a.parquet', '');
		rmSync(parquet);
		await maker.run(
			`COPY (FROM read_json(${toLiteral(source)})) TO ${toLiteral(parquet)} (FORMAT parquet)`
		);
		const contents = [];
		for (const path of [
			source,
			temporaryFile('a.jsonl.gz', gzipSync(toNdjson(records))),
			temporaryFile('a.csv', csv),
			temporaryFile('b.csv.gz', gzipSync(csv)),
			parquet
		]) {
			const warehouse = await temporaryWarehouse();
			expect(await load(warehouse, path)).toMatchObject({ loaded: 22, duplicate: 0, rejected: 0 });
			contents.push(await contentOf(warehouse));
		}
		for (const content of contents) expect(content).toEqual(contents[0]);
	});

	test('changes nothing when it is loaded again', async () => {
		const warehouse = await temporaryWarehouse();
		await loadAll(warehouse, records);
		const before = await contentOf(warehouse);
		expect(await loadAll(warehouse, records)).toMatchObject({
			loaded: 0,
			duplicate: 22,
			replaced: 0,
			rejected: 0
		});
		expect(await contentOf(warehouse)).toEqual(before);
	});

	test('replaces a record of the same unit, week and classification, and only that', async () => {
		const warehouse = await temporaryWarehouse();
		await loadAll(warehouse, [homeRecord(1, week), homeRecord(2, week)]);
		const more = [
			homeRecord(1, week, { devices: 99 }),
			homeRecord(1, week, { devices: 98 }),
			homeRecord(1, week, { integration: 'hue' })
		];
		expect(await loadAll(warehouse, more)).toMatchObject({ loaded: 2, duplicate: 1, replaced: 1 });
		const rows = await warehouse.all(
			'SELECT integration, devices FROM usage_home_installations ORDER BY ALL'
		);
		expect(rows).toEqual([
			{ integration: 'hue', devices: 11n },
			{ integration: 'mqtt', devices: 12n },
			{ integration: 'mqtt', devices: 98n }
		]);
	});

	test('keeps two codes outside the list apart, though neither is kept', async () => {
		const warehouse = await temporaryWarehouse();
		const two = ['acme', 'bolt'].map((integration) => homeRecord(1, week, { integration }));
		expect(await loadAll(warehouse, two)).toMatchObject({ loaded: 2, duplicate: 0 });
		expect(
			JSON.stringify(await warehouse.all('SELECT integration FROM usage_home_installations'))
		).toBe('[{"integration":"other"},{"integration":"other"}]');
	});

	test('loses its bad rows to a file with line and reason, and never a value', async () => {
		const warehouse = await temporaryWarehouse();
		const path = temporaryFile(
			'a.ndjson',
			`${toNdjson([homeRecord(1, week), homeRecord(2, week, { name: 'Jane' })])}\n{"a":\n${toNdjson([homeRecord(3, week, { kind: 'Jane' })])}`
		);
		const { rejectedFile = '', ...result } = await load(warehouse, path);
		expect(result).toMatchObject({ loaded: 1, rejected: 3 });
		expect(result.problems).toEqual([
			{ line: 2, field: 'name', reason: 'unknown field: the schema has no such field' },
			{ line: 4, field: '', reason: 'not valid JSON' },
			{ line: 5, field: 'kind', reason: 'expected one of os, container' }
		]);
		expect(readFileSync(rejectedFile, 'utf8')).not.toContain('Jane');
	});

	test('is refused as a whole when its columns are wrong or it ends early', async () => {
		const warehouse = await temporaryWarehouse();
		const header = 'home_id,week,core,kind,devices';
		const wrong = temporaryFile('a.csv', `${header},name\n`);
		await expect(load(warehouse, wrong)).rejects.toThrow('column 6 is not in the schema: name');
		const missing = temporaryFile('a.csv', 'home_id,week,core,kind\n');
		await expect(load(warehouse, missing)).rejects.toThrow('the column devices is missing');
		const open = temporaryFile('a.csv', `${header}\n"x,${week}\n`);
		await expect(load(warehouse, open)).rejects.toThrow('nothing of the file was loaded');
		expect(await contentOf(warehouse)).toEqual({ rows: [], units: [] });
	});
});

test('sample records and their units go when the sample goes', async () => {
	const warehouse = await temporaryWarehouse();
	await loadAll(warehouse, records);
	await removeSample(warehouse, warehouse.folder);
	expect(await contentOf(warehouse)).toEqual({ rows: [], units: [] });
});

describe('the register of a week', () => {
	const count = async (records: readonly unknown[], policy = { minAgeDays: 0 }) => {
		const warehouse = await temporaryWarehouse();
		await loadAll(warehouse, records);
		const thresholds = { minActiveDays: 2, ...policy };
		return countRegister(warehouse, dataset, parsePeriod(week), thresholds);
	};

	test('takes single values together from the record with the most weight, and all codes of a set', async () => {
		const counts = await count([
			homeRecord(1, week, { core: '2026.10.0', kind: 'os', integration: 'hue', devices: 3 }),
			homeRecord(1, week, { core: '2026.11.1', kind: 'container', integration: 'zha', devices: 5 }),
			homeRecord(1, week, { core: '2026.11.0', kind: 'os', integration: 'acme', devices: 4 }),
			homeRecord(1, week, { core: '2026.11.0', kind: 'os', integration: null, devices: 2 }),
			homeRecord(2, week, { integration: null }),
			homeRecord(1, '2026-W45', { core: '2026.9.0', integration: 'sonos', devices: 900 })
		]);
		expect(counts.get('home_core')).toEqual(
			expect.arrayContaining([{ values: ['2026.11.1'], count: 2 }])
		);
		expect(counts.get('home_kind')).toHaveLength(2);
		const yes = (counts.get('home_integration') ?? []).filter(({ values }) => values[1] === 'yes');
		expect(yes.map(({ values }) => values[0]).sort()).toEqual(['hue', 'other', 'zha']);
		const no = (counts.get('home_integration') ?? []).filter(({ values }) => values[1] === 'no');
		expect(no.find(({ values }) => values[0] === 'mqtt')?.count).toBe(2);
	});

	test('is the same in whatever order equal weights arrive', async () => {
		const equal = ['2026.9.0', '2026.10.0', '2026.11.0'].map((core) =>
			homeRecord(1, week, { core, integration: core.replaceAll('.', '_') })
		);
		const forth = await count(equal);
		expect((await count(equal.toReversed())).get('home_core')).toEqual(forth.get('home_core'));
	});

	test.each([
		[0, 3],
		[1, 2],
		[7, 2],
		[8, 1],
		[14, 1],
		[15, 0]
	])(
		'with a least age of %i days counts %i of units first seen now and one and two weeks ago',
		async (minAgeDays, expected) => {
			const counts = await count(
				[
					...['2026-W46', '2026-W45', '2026-W44'].map((first, n) => homeRecord(n, first)),
					...[0, 1, 2].map((n) => homeRecord(n, week))
				],
				{ minAgeDays }
			);
			const all = (counts.get('home_kind') ?? []).reduce((sum, one) => sum + one.count, 0);
			expect(all).toBe(expected);
		}
	);
});
