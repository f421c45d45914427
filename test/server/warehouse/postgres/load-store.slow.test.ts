import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseDatabaseAddress } from '../../../../src/lib/server/sources/postgres/database-address.ts';
import { loadFile } from '../../../../src/lib/server/warehouse/load/load-file.ts';
import { readLoadedDay } from '../../../../src/lib/server/warehouse/postgres/loaded-day.ts';
import {
	loadStore,
	type LoadStoreOptions
} from '../../../../src/lib/server/warehouse/postgres/load-store.ts';
import type { Warehouse } from '../../../../src/lib/server/warehouse/warehouse.ts';
import { fleet, heartbeat, instanceId, toNdjson } from '../../../support/heartbeats.ts';
import { TelemetryDatabase } from '../../../support/telemetry-database.ts';
import { readContent, temporaryFile, temporaryWarehouse } from '../temporary-warehouse.ts';

let database: TelemetryDatabase;
let warehouse: Warehouse;

beforeAll(async () => {
	database = await TelemetryDatabase.start();
});
afterAll(() => database.remove());
beforeEach(async () => {
	await database.query('TRUNCATE telemetry_heartbeats, telemetry_instances');
	warehouse = await temporaryWarehouse();
});

const load = (options: LoadStoreOptions = {}) =>
	loadStore(warehouse, parseDatabaseAddress(database.address), { waitsMs: [], ...options });
const days = (count: number) =>
	Array.from({ length: count }, (_, day) => `2026-10-${String(day + 1).padStart(2, '0')}`);
const daily = { stepBytes: 1 };

/** Heartbeats that are hard to spell, and things that are none. */
const odd = [
	{ ...heartbeat(1), kodus: { ...heartbeat(1).kodus, version: '2.1.33-"quoted" \\ back\nslash' } },
	{ ...heartbeat(2), runtime: { ...heartbeat(2).runtime, arch: 'ärm\t64' } },
	{ ...heartbeat(3), config: { ...heartbeat(3).config, integrations: [] } },
	{ ...heartbeat(4), config: { ...heartbeat(4).config, agent_review_repos_pct: 33.25 } },
	{ ...heartbeat(5), sent_at: '2026-11-09T03:17:00.123456789Z' },
	{ ...heartbeat(6), hostname: 'a.example.org' },
	{ ...heartbeat(7), usage_7d: { ...heartbeat(7).usage_7d, teams: -1 } },
	{ ...heartbeat(8), runtime: { ...heartbeat(8).runtime, os: 'plan9' } },
	{ ...heartbeat(9), runtime: { ...heartbeat(9).runtime, arch: 'x'.repeat(20_000) } },
	{ instance_id: instanceId(10), sent_at: '2026-11-09T03:17:00Z' }
];

test('a database gives what a file of the same heartbeats gives, refusals included', async () => {
	const records = [...days(3).flatMap((day) => fleet(20, day)), ...odd];
	await database.insert(records);
	const fromDatabase = await load();
	const other = await temporaryWarehouse();
	const fromFile = await loadFile(other, temporaryFile('a.ndjson', toNdjson(records)));
	expect(await readContent(warehouse)).toEqual(await readContent(other));
	expect(fromDatabase).toMatchObject({ loaded: 65, duplicate: 0, rejected: 5 });
	expect(fromFile).toMatchObject({ loaded: 65, duplicate: 0, rejected: 5 });
	const problems = (files: readonly string[]) =>
		files.map((file) => readFileSync(file, 'utf8').replace(/"line":\d+,/g, '')).join('');
	expect(problems(fromDatabase.rejectedFiles)).toBe(problems([fromFile.rejectedFile ?? '']));
	expect(problems(fromDatabase.rejectedFiles)).not.toContain('a.example.org');
});

test('ordinary heartbeats need nobody to judge them one by one', async () => {
	await database.insert([...fleet(3), odd[2], odd[3]]);
	expect((await load()).loaded).toBe(5);
	const judged = await warehouse.all(
		"SELECT table_name FROM duckdb_tables() WHERE table_name = 'load_suspect'"
	);
	expect(judged).toEqual([]);
});

test('loading again changes nothing, reads only the newest days, and a late one is still found', async () => {
	await database.insert(days(20).flatMap((day) => fleet(5, day)));
	expect(await load(daily)).toMatchObject({ loaded: 100, days: { from: '2026-10-01' } });
	const content = await readContent(warehouse);
	const again = await load(daily);
	expect(again).toMatchObject({ loaded: 0, duplicate: 15, days: { from: '2026-10-18' } });
	expect(await readContent(warehouse)).toEqual(content);

	await database.insert([heartbeat(90, '2026-10-19'), heartbeat(91, '2026-10-02')]);
	await database.insert([heartbeat(0, '2026-10-21')]);
	expect(await load(daily)).toMatchObject({ loaded: 2 });
	expect(await load({ all: true })).toMatchObject({ loaded: 1, days: { from: '2026-10-01' } });
});

test('what is received today is loaded and read again tomorrow', async () => {
	const today = new Date().toISOString().slice(0, 10);
	await database.insert([heartbeat(1, '2026-10-05')]);
	await database.insert([heartbeat(2, today)], new Date().toISOString());
	expect(await load()).toMatchObject({ loaded: 2 });
	const loaded = await readLoadedDay(warehouse, `postgres://127.0.0.1:${database.port}/postgres`);
	expect(loaded && loaded < today).toBe(true);
});

test('an instance is as old as the store says, and no instance comes from the store alone', async () => {
	await database.insert([heartbeat(1, '2026-10-05'), heartbeat(2, '2026-10-05')]);
	await database.query(
		`INSERT INTO telemetry_instances VALUES ($1, '2025-03-01 23:30:00-02', now()), ($2, now(), now()), ($3, '2025-01-01', now())`,
		[instanceId(1), instanceId(2), instanceId(3)]
	);
	await load();
	const rows = await warehouse.all(
		'SELECT instance_id::VARCHAR AS id, first_seen::VARCHAR AS day FROM instance ORDER BY id'
	);
	expect(rows).toEqual([
		{ id: instanceId(1), day: '2025-03-02' },
		{ id: instanceId(2), day: '2026-10-05' }
	]);
});

test('a load that dies in the middle goes on where it was, without loss or doubling', async () => {
	const all = days(10).flatMap((day) => fleet(5, day));
	await database.insert(all);
	const killed = load({
		...daily,
		onStep: (done) => {
			if (done === 4) throw new Error('killed');
		}
	});
	await expect(killed).rejects.toThrow('killed');
	expect(await load({ ...daily, lateDays: 1 })).toMatchObject({
		loaded: 30,
		duplicate: 5,
		days: { from: '2026-10-04', until: '2026-10-10' }
	});
	expect((await load(daily)).loaded).toBe(0);
	expect(await warehouse.all('SELECT count(*)::INTEGER AS count FROM heartbeat')).toEqual([
		{ count: 50 }
	]);
	expect(readdirSync(warehouse.folder).filter((name) => name.endsWith('.copy'))).toEqual([]);
});

test('a server that restarts in the middle is waited for', async () => {
	await database.insert(days(6).flatMap((day) => fleet(5, day)));
	const waits: number[] = [];
	let resumed: Promise<void> | undefined;
	const result = await load({
		...daily,
		waitsMs: Array.from({ length: 100 }, () => 100),
		onAway: (waitMs) => waits.push(waitMs),
		onStep: async (done) => {
			if (done !== 2) return;
			await database.halt();
			resumed = sleep(500).then(() => database.resume());
		}
	});
	await resumed;
	expect(waits.length).toBeGreaterThan(0);
	expect(result).toMatchObject({ loaded: 30, duplicate: 0, rejected: 0 });
});

test('a server that stays away ends the load, and what was loaded stays', async () => {
	await database.insert(days(6).flatMap((day) => fleet(5, day)));
	const ended = load({
		...daily,
		waitsMs: [10, 10],
		onStep: async (done) => {
			if (done === 2) await database.halt();
		}
	});
	await expect(ended).rejects.toThrow(/^postgres:\/\/127\.0\.0\.1:\d+\/postgres: /);
	await database.resume();
	expect((await load(daily)).loaded).toBeLessThanOrEqual(20);
	expect(await warehouse.all('SELECT count(*)::INTEGER AS count FROM heartbeat')).toEqual([
		{ count: 30 }
	]);
});
