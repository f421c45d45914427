// Two real shards of ClickHouse, one of which is killed in the middle of taking heartbeats in, of counting and of
// publishing.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { drainInbox } from '../../src/lib/server/builder/drain-inbox.ts';
import type { HeartbeatCounter } from '../../src/lib/server/store/heartbeat-counter.ts';
import { parseStoreAddress, type StoreAddress } from '../../src/lib/server/store/store-address.ts';
import { withStore } from '../../src/lib/server/store/with-store.ts';
import { toCanonicalLine } from '../../src/lib/server/warehouse/load/canonical-line.ts';
import { toLines } from '../server/builder/inbox-folder.ts';
import { Machine, publishedAt } from '../server/builder/store/machine.ts';
import { ClickHouseCluster } from '../support/clickhouse/cluster.ts';
import { fleet } from '../support/heartbeats.ts';

let cluster: ClickHouseCluster;
let database = '';
let opened = 0;
const address = (): StoreAddress => parseStoreAddress(cluster.address(database), 'test');

const size = 40;
const days = Array.from({ length: 28 }, (_, day) =>
	new Date(Date.parse('2026-10-05T00:00:00Z') + day * 86_400_000).toISOString().slice(0, 10)
);
const stopped = {
	name: 'StoreError',
	message: expect.stringMatching(
		/^clickhouse:\/\/127\.0\.0\.1:\d+\/fleet_\d+: .*answer.*; nothing is lost and published releases stay: /s
	) as string
};

beforeAll(async () => {
	cluster = await ClickHouseCluster.start();
});
afterAll(() => cluster.remove());
beforeEach(async () => {
	await Promise.all([0, 1].map((shard) => cluster.resume(shard)));
	opened += 1;
	database = `fleet_${opened}`;
});

/** Heartbeats on both shards, each once. */
async function countStored(): Promise<number> {
	const sql = `SELECT uniqExact(day, instance_id) FROM ${database}.heartbeat_shard`;
	return (await cluster.queryAll(sql)).reduce((sum, one) => sum + Number(one), 0);
}

describe('with three weeks published and a fourth that is due', () => {
	let machine: Machine;
	let alone: Machine;

	beforeEach(async () => {
		[machine, alone] = [await Machine.start(address()), await Machine.start(address())];
		for (const { inbox } of [machine, alone]) {
			for (const day of days) inbox.append(toLines(fleet(size, day)), { hour: `${day}T03` });
		}
		await drainInbox(alone.warehouse, { dataFolder: alone.dataFolder, now: publishedAt });
		await alone.publishAlone();
		await machine.drain();
		const old = { now: Date.parse('2026-10-28T12:00:00Z') };
		expect(await machine.publish((round) => ({ ...round, ...old }))).toHaveProperty('result');
	});

	function methodsOf(counter: HeartbeatCounter): HeartbeatCounter {
		return {
			readSpan: () => counter.readSpan(),
			hasReceived: (period) => counter.hasReceived(period),
			count: (...asked) => counter.count(...asked),
			countExpired: (day) => counter.countExpired(day),
			expire: (day) => counter.expire(day),
			listHeld: () => counter.listHeld(),
			admit: (instances) => counter.admit(instances),
			drop: (instances) => counter.drop(instances)
		};
	}

	/** Nothing is published of what was stopped, and afterwards all of it, as if nothing had been. */
	async function expectRest(before: Record<string, string>, shard: number): Promise<void> {
		expect(machine.releases()).toEqual(before);
		await cluster.resume(shard);
		// What a stopped machine claimed holds for some minutes: nobody publishes beside it.
		await cluster.query(`TRUNCATE TABLE ${database}.turn_shard`);
		expect(await machine.publish()).toHaveProperty('result');
		expect(machine.releases()).toEqual(alone.releases());
		expect(Object.keys(alone.releases()).length).toBeGreaterThan(Object.keys(before).length);
	}

	test('a shard that is away: neither counted nor published nor drained, and nothing is lost', async () => {
		const before = machine.releases();
		machine.inbox.append(toLines(fleet(size, '2026-11-02')), { hour: '2026-11-02T03' });
		await cluster.halt(1);
		await expect(machine.publish()).rejects.toMatchObject(stopped);
		await expect(machine.drain()).rejects.toMatchObject(stopped);
		expect(machine.segments()).toHaveLength(1);
		await expectRest(before, 1);
		expect(await machine.drain()).toMatchObject({ heartbeats: size });
		expect(await countStored()).toBe(29 * size);
		expect(machine.segments()).toEqual([]);
	});

	test.each([0, 1])('shard %i in the middle of counting: previous releases stay', async (shard) => {
		const before = machine.releases();
		const published = machine.publish(({ heartbeats, turn }) => {
			if (!heartbeats) throw new Error('the sample is counted');
			const count: HeartbeatCounter['count'] = async (...asked) => {
				const counted = heartbeats.count(...asked);
				counted.catch(() => undefined);
				await cluster.halt(shard);
				return counted;
			};
			return { turn, heartbeats: { ...methodsOf(heartbeats), count } };
		});
		await expect(published).rejects.toMatchObject(stopped);
		await expectRest(before, shard);
	});

	test('between counting and writing: nothing is written without the turn', async () => {
		const before = machine.releases();
		const published = machine.publish(({ heartbeats, turn }) => {
			if (!heartbeats || !turn) throw new Error('the sample is counted');
			const confirm = async () => {
				await cluster.halt(0);
				await turn.confirm();
			};
			return { heartbeats, turn: { ...turn, confirm } };
		});
		await expect(published).rejects.toMatchObject(stopped);
		await expectRest(before, 0);
	});
});

describe('in the middle of taking heartbeats in', () => {
	const many = 20_000;

	test.each([
		[0, 0],
		[1, 0],
		[0, 100],
		[1, 100],
		[1, 400]
	])(
		'shard %i, %i ms after the first rows: none is lost, none is there twice',
		async (shard, later) => {
			const machine = await Machine.start(address());
			await withStore(address(), (store) => store.readSpan());
			machine.inbox.append(toLines(fleet(many, '2026-11-02')), { hour: '2026-11-02T03' });
			const drained = machine.drain();
			const outcome = drained.then(
				() => 'drained',
				(error: unknown) => error
			);
			const seen = `SELECT count() FROM ${database}.instance_shard`;
			while ((await cluster.query(seen, shard))[0] === '0');
			await new Promise((resolve) => setTimeout(resolve, later));
			await cluster.halt(shard);
			if ((await outcome) !== 'drained') expect(await outcome).toMatchObject(stopped);
			await cluster.resume(shard);
			await machine.drain();
			expect(machine.segments()).toEqual([]);
			expect(await countStored()).toBe(many);
			const span = await withStore(address(), (store) => store.readSpan());
			expect(span).toMatchObject({ first: '2026-11-02', last: '2026-11-02' });
		}
	);

	test('what was acknowledged is there after both shards were killed', async () => {
		const lines = fleet(1000).map(toCanonicalLine);
		const drained = { name: 'segment', drainedBytes: 7, tail: 'tail' };
		await withStore(address(), (store) => store.append(lines, false, drained));
		for (const shard of [0, 1]) await cluster.halt(shard);
		for (const shard of [0, 1]) await cluster.resume(shard);
		expect(await countStored()).toBe(1000);
		const known = await withStore(address(), (store) => store.readDrained());
		expect(known.get('segment')).toEqual(drained);
	});
});
