// What a machine has in its own warehouse when it publishes from a database: heartbeats, a sample, tables of before.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { heartbeats } from '../../../../src/lib/datasets/heartbeats.ts';
import { parsePeriod } from '../../../../src/lib/schema/period.ts';
import { drainInbox } from '../../../../src/lib/server/builder/drain-inbox.ts';
import { forgetUnit } from '../../../../src/lib/server/builder/erasure/erase.ts';
import { parseDatabaseAddress } from '../../../../src/lib/server/sources/postgres/database-address.ts';
import type { HeartbeatStore } from '../../../../src/lib/server/store/heartbeat-store.ts';
import { toWholeCells } from '../../../../src/lib/server/store/whole-cells.ts';
import { withStore } from '../../../../src/lib/server/store/with-store.ts';
import { loadFile } from '../../../../src/lib/server/warehouse/load/load-file.ts';
import { readSetting, writeSetting } from '../../../../src/lib/server/warehouse/setting.ts';
import { fleet, heartbeat, instanceId, toNdjson } from '../../../support/heartbeats.ts';
import { TelemetryDatabase } from '../../../support/telemetry-database.ts';
import { ModelCounter } from '../../store/counter/model-counter.ts';
import { temporaryFile } from '../../warehouse/temporary-warehouse.ts';
import { toLines } from '../inbox-folder.ts';
import { Machine, publishedAt } from './machine.ts';

let database: TelemetryDatabase;
const address = () => parseDatabaseAddress(database.address);
const ask = <Result>(work: (store: HeartbeatStore) => Promise<Result>) =>
	withStore(address(), work);
const days = Array.from({ length: 21 }, (_, day) =>
	new Date(Date.parse('2026-10-05T00:00:00Z') + day * 86_400_000).toISOString().slice(0, 10)
);
const everybody = { minActiveDays: 1, minAgeDays: 0 };

beforeAll(async () => {
	database = await TelemetryDatabase.start();
}, 60_000);
afterAll(() => database.remove());
beforeEach(() => database.query('DROP SCHEMA IF EXISTS murmuration CASCADE'));

/** Rows of every table that says something of a unit. */
async function rowsLeft({ warehouse }: Machine): Promise<unknown> {
	return warehouse.all(
		'SELECT (SELECT count(*) FROM heartbeat)::INTEGER AS heartbeats, (SELECT count(*) FROM instance)::INTEGER AS instances, (SELECT count(*) FROM quarantine)::INTEGER AS held'
	);
}
const nothing = [{ heartbeats: 0, instances: 0, held: 0 }];

async function cellsIn(period: string) {
	const cells = await ask((store) => store.count(heartbeats, parsePeriod(period), everybody));
	return { population: cells.population, ...toWholeCells(heartbeats, cells) };
}

describe('heartbeats of its own', () => {
	test('move to the database, where they count as they did, and who was held is held', async () => {
		const [machine, alone] = [await Machine.start(address()), await Machine.start(address())];
		for (const { inbox, warehouse, dataFolder } of [machine, alone]) {
			for (const day of days.slice(0, 14))
				inbox.append(toLines(fleet(40, day)), { hour: `${day}T03` });
			inbox.append(toLines([heartbeat(90, days[3])]), { hour: `${days[3] ?? ''}T04`, over: true });
			await drainInbox(warehouse, { dataFolder, now: publishedAt });
			for (const day of days.slice(14))
				inbox.append(toLines(fleet(40, day)), { hour: `${day}T03` });
		}
		await drainInbox(alone.warehouse, { dataFolder: alone.dataFolder, now: publishedAt });
		await alone.publishAlone();
		const drained = await machine.drain();
		expect(drained).toMatchObject({ moved: 14 * 40 + 1, heartbeats: 7 * 40 });
		expect(await rowsLeft(machine)).toEqual(nothing);
		expect(await readSetting(machine.warehouse, 'rewrite')).toBe('pending');
		expect((await ask((store) => store.listHeld())).map(({ instance }) => instance)).toEqual([
			instanceId(90)
		]);
		await machine.publish();
		expect(machine.releases()).toEqual(alone.releases());
	}, 300_000);

	test('that are a copy of the database change nothing there', async () => {
		const machine = await Machine.start(address());
		machine.inbox.append(toLines(fleet(30)));
		await machine.drain();
		const before = await cellsIn('2026-W46');
		await loadFile(machine.warehouse, temporaryFile('copy.ndjson', toLines(fleet(30))));
		expect(await machine.drain()).toMatchObject({ moved: 30 });
		expect(await cellsIn('2026-W46')).toEqual(before);
		expect(await rowsLeft(machine)).toEqual(nothing);
	});

	test('of files that the steward loads vouch for their instances and their age', async () => {
		const machine = await Machine.start(address());
		machine.inbox.append(toLines([heartbeat(1), heartbeat(2)]), { over: true });
		await machine.drain();
		const file = temporaryFile('a.ndjson', toNdjson([heartbeat(1, '2026-11-12')]));
		await loadFile(machine.warehouse, file);
		await machine.warehouse.run("UPDATE instance SET first_seen = DATE '2026-10-01'");
		expect(await machine.publish()).toHaveProperty('result');
		expect((await ask((store) => store.listHeld())).map(({ instance }) => instance)).toEqual([
			instanceId(2)
		]);
		const rows = await database.query(
			'SELECT first_seen::text, last_seen::text FROM murmuration.instance WHERE NOT held'
		);
		expect(rows).toEqual([{ first_seen: '2026-10-01', last_seen: '2026-11-12' }]);
	});

	test('of units that were forgotten on another machine do not come back', async () => {
		const [machine, other] = [await Machine.start(address()), await Machine.start(address())];
		await loadFile(machine.warehouse, temporaryFile('a.ndjson', toNdjson(fleet(5))));
		await forgetUnit(other.warehouse, other.dataFolder, instanceId(3));
		await other.drain();
		await machine.drain();
		expect((await cellsIn('2026-W46')).population).toBe(4);
		const known = await database.query('SELECT instance_id::text AS id FROM murmuration.instance');
		expect(known.map(({ id }) => id)).not.toContain(instanceId(3));
	});

	test('stay until the database is there', async () => {
		const machine = await Machine.start(address());
		await loadFile(machine.warehouse, temporaryFile('a.ndjson', toNdjson(fleet(5))));
		await database.halt();
		try {
			await expect(machine.drain()).rejects.toMatchObject({ name: 'StoreError' });
			expect(await rowsLeft(machine)).toEqual([{ heartbeats: 5, instances: 5, held: 0 }]);
		} finally {
			await database.resume();
		}
		expect(await machine.drain()).toMatchObject({ moved: 5 });
	});
});

test('a sample stays published until the first heartbeat of one’s own, and never moves', async () => {
	const machine = await Machine.start(address());
	for (const day of days) {
		await loadFile(machine.warehouse, temporaryFile('a.ndjson', toNdjson(fleet(40, day))));
	}
	await writeSetting(machine.warehouse, 'origin', 'sample');
	const synthetic = { synthetic: true };
	expect(await machine.drain()).toMatchObject({ moved: 0 });
	await machine.publish((round) => ({ ...round, ...synthetic }));
	expect(Object.keys(machine.releases()).length).toBeGreaterThan(0);
	expect(await database.query('SELECT FROM murmuration.release')).toEqual([]);
	machine.inbox.append(toLines(fleet(2)));
	await machine.drain();
	await machine.publish();
	expect(machine.releases()).toEqual({});
	expect(await rowsLeft(machine)).toEqual(nothing);
	expect(await readSetting(machine.warehouse, 'origin')).toBe('real');
});

test('tables of format 1 are brought to today’s and count the same', async () => {
	const model = new ModelCounter();
	const odd = { ...heartbeat(7), kodus: { ...heartbeat(7).kodus, version: '{"é\\\' \u{1F600}' } };
	const sent = [...fleet(6), odd, heartbeat(1, '2026-11-10', '23:59:59.999Z')];
	model.append(sent);
	await database.query(format1);
	for (const one of sent) {
		await database.query(
			`INSERT INTO murmuration.heartbeat VALUES (($1::jsonb->>'sent_at')::date, ($1::jsonb->>'instance_id')::uuid, ($1::jsonb->>'sent_at')::timestamptz, 1, $1::jsonb)`,
			[JSON.stringify(one)]
		);
	}
	await database.query(
		'INSERT INTO murmuration.instance SELECT instance_id, min(day), max(day), false FROM murmuration.heartbeat GROUP BY 1'
	);
	const expected = await model.count(heartbeats, parsePeriod('2026-W46'), everybody);
	expect(await cellsIn('2026-W46')).toEqual({
		population: expected.population,
		...toWholeCells(heartbeats, expected)
	});
	await ask((store) => store.append([], false));
	expect(await database.query('SELECT format FROM murmuration.store')).toEqual([{ format: 2 }]);
	const tables = await database.query(
		"SELECT tablename FROM pg_tables WHERE schemaname = 'murmuration' ORDER BY 1"
	);
	await database.query('DROP SCHEMA murmuration CASCADE');
	await ask((store) => store.readSpan());
	expect(
		await database.query(
			"SELECT tablename FROM pg_tables WHERE schemaname = 'murmuration' ORDER BY 1"
		)
	).toEqual(tables);
});

/** As a program of before made them. */
const format1 = `
	CREATE SCHEMA murmuration;
	CREATE TABLE murmuration.store (
		format integer NOT NULL, id uuid NOT NULL DEFAULT gen_random_uuid(), last_batch bigint NOT NULL DEFAULT 0
	);
	INSERT INTO murmuration.store (format) VALUES (1);
	CREATE TABLE murmuration.instance (
		instance_id uuid PRIMARY KEY, first_seen date NOT NULL, last_seen date NOT NULL, held boolean NOT NULL
	);
	CREATE TABLE murmuration.heartbeat (
		day date NOT NULL, instance_id uuid NOT NULL, sent_at timestamptz NOT NULL, batch bigint NOT NULL,
		payload jsonb NOT NULL, PRIMARY KEY (day, instance_id)
	);
	CREATE INDEX ON murmuration.heartbeat (batch);
	CREATE TABLE murmuration.segment (
		name text PRIMARY KEY, drained_bytes bigint NOT NULL, tail text NOT NULL,
		recorded_at timestamptz NOT NULL DEFAULT now()
	);
	CREATE TABLE murmuration.forgotten (salt text NOT NULL, digest text NOT NULL, PRIMARY KEY (salt, digest));
	CREATE TABLE murmuration.release (dataset text NOT NULL, period text NOT NULL, PRIMARY KEY (dataset, period));`;
