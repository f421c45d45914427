// Several receivers, each with a data folder of its own, before one database, which is a real PostgreSQL.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetUnit } from '../../../src/lib/server/builder/erasure/erase.ts';
import { drainInbox } from '../../../src/lib/server/builder/drain-inbox.ts';
import { publishRound } from '../../../src/lib/server/builder/store/publish-round.ts';
import { shareTombstones } from '../../../src/lib/server/builder/store/share-tombstones.ts';
import { readStoreState } from '../../../src/lib/server/inbox/store-state.ts';
import { parseDatabaseAddress } from '../../../src/lib/server/sources/postgres/database-address.ts';
import { withStore } from '../../../src/lib/server/store/with-store.ts';
import { WarehouseHeartbeats } from '../../../src/lib/server/warehouse/warehouse-heartbeats.ts';
import { fleet, heartbeat, instanceId } from '../../support/heartbeats.ts';
import { TelemetryDatabase } from '../../support/telemetry-database.ts';
import { toLines } from './inbox-folder.ts';
import { Machine, publishedAt } from './store/machine.ts';

let database: TelemetryDatabase;
const address = () => parseDatabaseAddress(database.address);
const days = Array.from({ length: 21 }, (_, day) =>
	new Date(Date.parse('2026-10-05T00:00:00Z') + day * 86_400_000).toISOString().slice(0, 10)
);

beforeAll(async () => {
	database = await TelemetryDatabase.start();
}, 60_000);
afterAll(() => database.remove());
beforeEach(() => database.query('DROP SCHEMA IF EXISTS murmuration CASCADE'));

const stored = async () =>
	(
		await database.query(
			'SELECT instance_id::text AS id, day::text, active_users::int AS usage FROM murmuration.heartbeat ORDER BY 1, 2'
		)
	).map(({ id, day, usage }) => [id, day, usage]);

describe('two receivers', () => {
	test('count an instance that came to both on one day once, the later one, whoever drains first', async () => {
		for (const order of [0, 1]) {
			await database.query('DROP SCHEMA IF EXISTS murmuration CASCADE');
			const [a, b] = [await Machine.start(address()), await Machine.start(address())];
			a.inbox.append(toLines([heartbeat(1, '2026-11-09', '03:17:00.000Z', 5), heartbeat(2)]));
			b.inbox.append(toLines([heartbeat(1, '2026-11-09', '15:00:00.000Z', 9), heartbeat(3)]));
			for (const machine of order === 0 ? [a, b] : [b, a]) await machine.drain();
			expect(await stored()).toEqual([
				[instanceId(1), '2026-11-09', 9],
				[instanceId(2), '2026-11-09', 2],
				[instanceId(3), '2026-11-09', 3]
			]);
		}
	});

	test('make the releases that one machine with all their heartbeats makes, byte for byte', async () => {
		const [a, b, alone] = [
			await Machine.start(address()),
			await Machine.start(address()),
			await Machine.start(address())
		];
		for (const [index, day] of days.entries()) {
			const lines = fleet(60, day).map((one) => toLines([one]));
			const again = toLines([heartbeat(index, day, '20:00:00.000Z', 100)]);
			const name = { hour: `${day}T03`, boot: 'aaaaaaaa' };
			const other = { hour: `${day}T03`, boot: 'bbbbbbbb' };
			a.inbox.append(lines.slice(0, 35).join(''), name);
			b.inbox.append(lines.slice(35).join('') + again, other);
			alone.inbox.append(lines.join('') + again, name);
			if (index % 7 === 3) await a.drain();
			if (index % 5 === 4) await b.drain();
		}
		await a.drain();
		await b.drain();
		expect(await a.publish()).toHaveProperty('result');
		await drainInbox(alone.warehouse, { dataFolder: alone.dataFolder, now: publishedAt });
		await alone.publishAlone();
		expect(Object.keys(a.releases()).length).toBeGreaterThan(3);
		expect(a.releases()).toEqual(alone.releases());
	}, 300_000);

	test('hold back instances of sources over their limit as one machine does', async () => {
		const [a, alone] = [await Machine.start(address()), await Machine.start(address())];
		for (const { inbox } of [a, alone]) {
			inbox.append(toLines([heartbeat(1, '2026-11-08')]), { hour: '2026-11-08T03' });
			inbox.append(toLines([heartbeat(1), heartbeat(7), heartbeat(8)]), { over: true });
			inbox.append(toLines([heartbeat(8, '2026-11-10')]), { hour: '2026-11-10T03' });
		}
		await a.drain();
		await drainInbox(alone.warehouse, { dataFolder: alone.dataFolder, now: publishedAt });
		const held = await withStore(address(), (store) => store.listHeld());
		expect(held.map(({ instance }) => instance)).toEqual([7, 8].map(instanceId));
		expect(held).toEqual(await new WarehouseHeartbeats(alone.warehouse).listHeld());
	});
});

describe('what is drained is drained once', () => {
	test('also when it is not known to be', async () => {
		const machine = await Machine.start(address());
		machine.inbox.append(toLines(fleet(20)));
		expect(await machine.drain(Date.parse('2026-11-09T03:30:00Z'))).toMatchObject({
			heartbeats: 20
		});
		expect(await machine.drain(Date.parse('2026-11-09T03:30:00Z'))).toMatchObject({
			heartbeats: 0
		});
		const before = await stored();
		await database.query('DELETE FROM murmuration.segment');
		expect(await machine.drain()).toMatchObject({ heartbeats: 20 });
		expect(await stored()).toEqual(before);
		expect(machine.segments()).toEqual([]);
		expect(await database.query('SELECT * FROM murmuration.segment')).toEqual([]);
	});

	test('and a line that is no heartbeat is kept beside and keeps nobody from it', async () => {
		const machine = await Machine.start(address());
		const odd = { ...heartbeat(3), runtime: { ...heartbeat(3).runtime, arch: 'a\\"\t\u0000ß' } };
		machine.inbox.append(`${toLines([heartbeat(1)])}{"half\n\n${toLines([odd])}`);
		const { refusedFiles, ...counts } = await machine.drain();
		expect(counts).toMatchObject({ heartbeats: 2, refused: 1 });
		expect(readFileSync(refusedFiles[0] ?? '', 'utf8')).toBe('{"half\n');
		const rows = await database.query("SELECT arch FROM murmuration.heartbeat WHERE arch <> 'x64'");
		expect(rows).toEqual([{ arch: 'a\\"\t\uFFFDß' }]);
	});

	test('while the database is away everything waits in the inbox, and is drained later', async () => {
		const machine = await Machine.start(address());
		machine.inbox.append(toLines(fleet(10, '2026-11-08')), { hour: '2026-11-08T03' });
		await machine.drain(1000);
		expect(await readStoreState(machine.dataFolder)).toEqual({
			available: true,
			since: 1000,
			drained: 1000
		});
		await database.halt();
		try {
			machine.inbox.append(toLines(fleet(10)));
			await expect(machine.drain(2000)).rejects.toThrow(
				/^postgres:\/\/127\.0\.0\.1:\d+\/postgres: /
			);
			await expect(machine.drain(3000)).rejects.toMatchObject({ name: 'StoreError' });
			expect(await readStoreState(machine.dataFolder)).toEqual({
				available: false,
				since: 2000,
				drained: 1000
			});
		} finally {
			await database.resume();
		}
		expect(machine.segments()).toHaveLength(2);
		expect(await machine.drain()).toMatchObject({ heartbeats: 10 });
		expect(await stored()).toHaveLength(20);
	});

	test('a database that restarts between two appends leaves whole batches, and the rest follows', async () => {
		const machine = await Machine.start(address());
		machine.inbox.append(toLines(fleet(10, '2026-11-08')), { hour: '2026-11-08T03' });
		machine.inbox.append(toLines(fleet(10)));
		await withStore(address(), async (store) => {
			const [first = ''] = machine.segments().sort();
			const lines = readFileSync(join(machine.inbox.folder, first), 'utf8').trimEnd().split('\n');
			await store.append(lines, false, { name: first, drainedBytes: 1, tail: 'cut' });
			await database.halt();
			await database.resume();
			const again = store.append(lines, false, { name: first, drainedBytes: 1, tail: 'cut' });
			await expect(again).rejects.toMatchObject({ name: 'StoreError' });
		});
		expect(await stored()).toHaveLength(10);
		await machine.drain();
		expect(await stored()).toHaveLength(20);
	});
});

test('one machine publishes: not two at once, and none whose folder lacks a release', async () => {
	const [a, b] = [await Machine.start(address()), await Machine.start(address())];
	for (const day of days) a.inbox.append(toLines(fleet(60, day)), { hour: `${day}T03` });
	await a.drain();
	const turn = await publishRound(a.warehouse, address(), a.dataFolder, async (round) => {
		expect(await b.publish()).toEqual({ busy: true });
		return a.publishAlone(round);
	});
	expect(turn).toHaveProperty('result');
	const missing = await b.publish();
	expect(missing).toHaveProperty('missing');
	expect(b.releases()).toEqual({});
	await database.query('DELETE FROM murmuration.release');
	expect(await a.publish()).toEqual({ result: [] });
	expect(await b.publish()).toEqual(missing);
});

test('who is forgotten on one machine is forgotten everywhere and never taken again', async () => {
	const [a, b] = [await Machine.start(address()), await Machine.start(address())];
	a.inbox.append(toLines(fleet(5)));
	await a.drain();
	await a.publish();
	b.inbox.append(toLines(fleet(5, '2026-11-10')), { hour: '2026-11-10T03' });
	await forgetUnit(b.warehouse, b.dataFolder, instanceId(3));
	await withStore(address(), (store) => shareTombstones(b.warehouse, store, b.dataFolder));
	const ids = async () => [...new Set((await stored()).map(([id]) => id))];
	expect(await ids()).not.toContain(instanceId(3));
	a.inbox.append(toLines([heartbeat(3, '2026-11-11')]), { hour: '2026-11-11T03' });
	await b.drain();
	await a.drain();
	await a.publish();
	expect(await ids()).toEqual([0, 1, 2, 4].map(instanceId));
});

test('what is past its retention leaves the database as well', async () => {
	const machine = await Machine.start(address());
	machine.inbox.append(toLines(fleet(5, '2025-09-01')), { hour: '2025-09-01T03' });
	machine.inbox.append(toLines(fleet(5, '2026-10-30')), { hour: '2026-10-30T03' });
	await machine.drain();
	expect(await stored()).toHaveLength(10);
	await machine.publish();
	expect(await stored()).toHaveLength(5);
});

test('tables of a newer program are left alone', async () => {
	await withStore(address(), (store) => store.readSpan());
	await database.query('UPDATE murmuration.store SET format = 99');
	const opened = withStore(address(), (store) => store.readSpan());
	await expect(opened).rejects.toThrow(/format 99, this program knows 2: update Murmuration/);
});
