import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Dataset } from '../../../../src/lib/schema/dataset.ts';
import { parseDatabaseAddress } from '../../../../src/lib/server/sources/postgres/database-address.ts';
import { inspectFile } from '../../../../src/lib/server/sources/source-file.ts';
import {
	loadTable,
	type LoadTableOptions
} from '../../../../src/lib/server/warehouse/postgres/load-table.ts';
import { loadRecords } from '../../../../src/lib/server/warehouse/usage/load-records.ts';
import { isUsage, recordColumns } from '../../../../src/lib/server/warehouse/usage/usage-tables.ts';
import type { Warehouse } from '../../../../src/lib/server/warehouse/warehouse.ts';
import { devices } from '../../../fixtures/datasets/devices.ts';
import { installations } from '../../../fixtures/datasets/installations.ts';
import { instanceId, toNdjson } from '../../../support/heartbeats.ts';
import { TelemetryDatabase } from '../../../support/telemetry-database.ts';
import { homeRecord } from '../../../support/usage-records.ts';
import { temporaryFile, temporaryWarehouse } from '../temporary-warehouse.ts';

let database: TelemetryDatabase;
let warehouse: Warehouse;

beforeAll(async () => {
	database = await TelemetryDatabase.start();
	await database.query(`
		CREATE TABLE home_installations (
			home_id uuid, week text, core text, kind text, integration text, devices bigint, energy numeric, country text
		);
		CREATE SCHEMA fleet;
		CREATE TABLE fleet.reports (
			device uuid, sent_at timestamptz, add_ons text[], cloud boolean, entities int, owner text
		);
		CREATE TABLE by_day (home_id uuid, week date, core text, kind text, devices int)`);
});
afterAll(() => database.remove());
beforeEach(async () => {
	await database.query('TRUNCATE home_installations, fleet.reports, by_day');
	warehouse = await temporaryWarehouse();
});

async function insert(records: readonly unknown[], table = 'home_installations'): Promise<void> {
	await database.query(
		`INSERT INTO ${table} SELECT row.* FROM jsonb_populate_recordset(NULL::${table}, $1) AS row`,
		[JSON.stringify(records)]
	);
}

async function load(
	options: LoadTableOptions = {},
	table = 'home_installations',
	dataset: Dataset = installations
) {
	if (!isUsage(dataset)) throw new Error('no dataset of records');
	const address = parseDatabaseAddress(database.address);
	const results = await loadTable(
		warehouse,
		{ address, table, dataset },
		{ waitsMs: [], ...options }
	);
	return results.map(({ loaded, duplicate, rejected }) => [loaded, duplicate, rejected]);
}

async function contentOf(one: Warehouse, table = 'usage_home_installations'): Promise<unknown> {
	return {
		rows: await one.all(`SELECT * FROM ${table} ORDER BY ALL`),
		units: await one.all(`SELECT * FROM ${table}_unit ORDER BY ALL`)
	};
}

const weeks = ['2026-W40', '2026-W41', '2026-W42', '2026-W43', '2026-W44', '2026-W45'];
const homes = (count: number, week: string) =>
	Array.from({ length: count }, (_, n) => homeRecord(n, week));

test('a table gives what a file of the same records gives, refusals included', async () => {
	const records = [
		...weeks.flatMap((week) => homes(5, week)),
		homeRecord(7, '2026-W44', { core: '2026.11.1-"quoted" \\ back\nslash' }),
		homeRecord(8, '2026-W44', { integration: null, energy: 1.25 }),
		homeRecord(9, '2026-W44', { kind: 'x'.repeat(3_000_000) }),
		homeRecord(10, 'W44', { devices: 3 }),
		homeRecord(11, '2026-W44', { devices: -1 })
	];
	await insert(records);
	expect(await load()).toEqual([
		[0, 0, 1],
		[31, 0, 3]
	]);
	if (!isUsage(installations)) throw new Error('no dataset of records');
	const other = await temporaryWarehouse();
	const file = temporaryFile('a.ndjson', toNdjson(records.filter(({ kind }) => kind.length < 99)));
	await loadRecords(other, installations, await inspectFile(file, recordColumns(installations)));
	expect(await contentOf(warehouse)).toEqual(await contentOf(other));
});

test('only what is new is read, with the two weeks before once more, or all when asked', async () => {
	await insert(weeks.slice(0, 5).flatMap((week) => homes(3, week)));
	expect(await load()).toEqual([[15, 0, 0]]);
	await insert([...homes(3, '2026-W45'), homeRecord(9, '2026-W43'), homeRecord(9, '2026-W40')]);
	expect(await load()).toEqual([[4, 9, 0]]);
	expect(await load({ all: true })).toEqual([[1, 19, 0]]);
	expect(await load()).toEqual([[0, 10, 0]]);
});

test('a load that ends early goes on where it was, and leaves no copy behind', async () => {
	await insert(weeks.flatMap((week) => homes(4, week)));
	let steps = 0;
	const stopped = load({
		stepRows: 4,
		beforeLoad: () => {
			steps += 1;
			return steps > 4 ? Promise.reject(new Error('stop')) : Promise.resolve();
		}
	});
	await expect(stopped).rejects.toThrow('stop');
	expect(readdirSync(warehouse.folder).filter((name) => name.endsWith('.copy'))).toEqual([]);
	const rest = await load({ stepRows: 4 });
	expect(rest).toEqual([
		[0, 4, 0],
		[0, 4, 0],
		[0, 4, 0],
		[4, 0, 0],
		[4, 0, 0]
	]);
});

test('a server that restarts is waited for', async () => {
	await insert(weeks.flatMap((week) => homes(4, week)));
	let away = 0;
	const results = await load({
		stepRows: 12,
		waitsMs: [50, 500, 2000, 5000],
		onAway: () => {
			away += 1;
		},
		beforeLoad: async () => {
			if (away > 0) return;
			await database.halt();
			await database.resume();
		}
	});
	expect(away).toBeGreaterThan(0);
	expect(results.reduce((sum, [loaded = 0]) => sum + loaded, 0)).toBe(24);
});

test('a view with moments and lists is read, the last report of a week wins, and nothing else leaves it', async () => {
	const report = (n: number, sent_at: string, more: object = {}) => ({
		...{ device: instanceId(n), sent_at, add_ons: ['voice'], cloud: true, entities: 5 },
		...{ owner: 'Jane Doe', ...more }
	});
	await insert(
		[
			report(1, '2026-11-10T12:00:00Z', { entities: 7, add_ons: ['camera', 'zoo'] }),
			report(1, '2026-11-09T12:00:00Z', { entities: 6 }),
			// Sunday in UTC, Monday further east.
			report(2, '2026-11-16T00:30:00+01:00', { add_ons: [], cloud: false })
		],
		'fleet.reports'
	);
	await database.query('CREATE OR REPLACE VIEW fleet.newest AS SELECT * FROM fleet.reports');
	expect(await load({}, 'fleet.newest', devices)).toEqual([[2, 1, 0]]);
	expect(
		await warehouse.all('SELECT * EXCLUDE (unit_id, row_key) FROM usage_devices ORDER BY ALL')
	).toEqual([
		{ week: new Date('2026-11-09'), add_ons: [], cloud: false, entities: 5n },
		{ week: new Date('2026-11-09'), add_ons: ['camera', 'other'], cloud: true, entities: 7n }
	]);
	for (const name of readdirSync(warehouse.folder)) {
		if (name.endsWith('.ndjson')) {
			expect(readFileSync(join(warehouse.folder, name), 'utf8')).not.toContain('Jane');
		}
	}
});

test('a column of days is the week that a record asks for', async () => {
	await insert([{ ...homeRecord(1, '2026-11-11'), integration: undefined }], 'by_day');
	expect(await load({}, 'by_day')).toEqual([[1, 0, 0]]);
	expect(await warehouse.all('SELECT week FROM usage_home_installations')).toEqual([
		{ week: new Date('2026-11-09') }
	]);
});

test('nothing is ever written to the database', async () => {
	await database.query(`
		CREATE OR REPLACE FUNCTION leave_a_mark() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
			BEGIN INSERT INTO home_installations (core) VALUES ('mark'); RETURN 'os'; END $$;
		CREATE OR REPLACE VIEW marking AS
			SELECT home_id, week, core, leave_a_mark() AS kind, devices FROM by_day`);
	await insert([{ ...homeRecord(1, '2026-11-11') }], 'by_day');
	await expect(load({}, 'marking')).rejects.toThrow('read-only transaction');
	expect(await database.query('SELECT count(*)::int AS n FROM home_installations')).toEqual([
		{ n: 0 }
	]);
});

test.each([
	['no_such', 'there is no table or view no_such'],
	['fleet.reports', 'fleet.reports has no column home_id, week, core, kind, devices'],
	['a; DROP TABLE by_day', '--table: expected a name like'],
	['a"b', '--table: expected a name like']
])('the table %s is refused, saying what is missing', async (table, reason) => {
	await expect(load({}, table)).rejects.toThrow(reason);
});
