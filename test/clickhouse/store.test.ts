// A store in two real shards of ClickHouse: whose tables they are, whose turn it is, and who is forgotten.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { heartbeats } from '../../src/lib/datasets/heartbeats.ts';
import { createFleet, heartbeatsOfNight } from '../../src/lib/datasets/simulate/fleet.ts';
import { parsePeriod } from '../../src/lib/schema/period.ts';
import { drainInbox } from '../../src/lib/server/builder/drain-inbox.ts';
import type { HeartbeatStore } from '../../src/lib/server/store/heartbeat-store.ts';
import { parseStoreAddress } from '../../src/lib/server/store/store-address.ts';
import { withStore } from '../../src/lib/server/store/with-store.ts';
import { Tombstones } from '../../src/lib/server/warehouse/erasure/tombstones.ts';
import { toCanonicalLine } from '../../src/lib/server/warehouse/load/canonical-line.ts';
import { toLines } from '../server/builder/inbox-folder.ts';
import { Machine, publishedAt } from '../server/builder/store/machine.ts';
import { ClickHouseCluster } from '../support/clickhouse/cluster.ts';
import { fleet, instanceId } from '../support/heartbeats.ts';

let cluster: ClickHouseCluster;
let database = '';
let opened = 0;
beforeAll(async () => {
	cluster = await ClickHouseCluster.start();
});
afterAll(() => cluster.remove());
beforeEach(() => {
	opened += 1;
	database = `fleet_${opened}`;
});

const addressOf = (name = database) => parseStoreAddress(cluster.address(name), 'test');
const open = <Result>(work: (store: HeartbeatStore) => Promise<Result>) =>
	withStore(addressOf(), work);
const everybody = { minActiveDays: 1, minAgeDays: 0 };
const populationOf = async (store: HeartbeatStore) =>
	(await store.count(heartbeats, parsePeriod('2026-W46'), everybody)).population;

test('releases of a simulated fleet are those of DuckDB, byte for byte', async () => {
	const [machine, alone] = [await Machine.start(addressOf()), await Machine.start(addressOf())];
	const simulated = createFleet({ instances: 300, weeks: 5, seed: 7, until: '2026-11-01' });
	for (const night of simulated.nights) {
		const lines = toLines([...heartbeatsOfNight(simulated, night)]);
		for (const { inbox } of [machine, alone]) inbox.append(lines, { hour: `${night.text}T03` });
	}
	await machine.drain();
	await drainInbox(alone.warehouse, { dataFolder: alone.dataFolder, now: publishedAt });
	expect(await machine.publish()).toHaveProperty('result');
	await alone.publishAlone();
	expect(Object.keys(alone.releases()).length).toBeGreaterThan(9);
	expect(machine.releases()).toEqual(alone.releases());
});

test('instances are spread over the shards, each with all of its days on one', async () => {
	await open(async (store) => {
		for (const day of ['2026-11-09', '2026-11-10']) {
			await store.append(fleet(100, day).map(toCanonicalLine), false);
		}
	});
	const ids = `SELECT DISTINCT toString(instance_id) FROM ${database}.heartbeat_shard`;
	const [first, second] = [await cluster.query(ids), await cluster.query(ids, 1)];
	expect(first.length).toBeGreaterThan(20);
	expect(second.length).toBeGreaterThan(20);
	expect(new Set([...first, ...second]).size).toBe(first.length + second.length);
	expect(first.length + second.length).toBe(100);
});

test('tables of a newer program, of another spread and of somebody else are left alone', async () => {
	await open((store) => store.readSpan());
	const comment = (text: string) =>
		cluster.queryAll(`ALTER TABLE ${database}.heartbeat MODIFY COMMENT '${text}'`);
	const opening = () => open((store) => store.readSpan());
	await comment('format 99, 2 shards');
	await expect(opening()).rejects.toThrow(/format 99, this program knows 1: update Murmuration/);
	await comment('format 1, 3 shards');
	await expect(opening()).rejects.toThrow(/spread over 3 shards, the cluster has 2/);
	await comment('');
	await expect(opening()).rejects.toThrow(/table heartbeat of somebody else/);
});

test('a cluster that is not known is told with those that are', async () => {
	const address = parseStoreAddress(cluster.address(database).replace(/=.*/, '=other'), 'test');
	const opening = withStore(address, (store) => store.readSpan());
	await expect(opening).rejects.toThrow(/has no cluster called other: expected one of .*fleet/);
});

test('one machine has the turn, and nobody who was away too long believes to have it', async () => {
	await open((first) =>
		open(async (second) => {
			const turn = await first.whilePublishing(async () => {
				await first.confirmTurn();
				expect(await second.whilePublishing(() => Promise.resolve('both'))).toBeUndefined();
				return 'first';
			});
			expect(turn).toBe('first');
			expect(await second.whilePublishing(() => Promise.resolve('next'))).toBe('next');
			await first.whilePublishing(async () => {
				await age(200);
				await expect(first.confirmTurn()).rejects.toMatchObject({ name: 'StoreError' });
				expect(await second.whilePublishing(() => Promise.resolve('both'))).toBeUndefined();
				await age(200);
				expect(await second.whilePublishing(() => Promise.resolve('next'))).toBe('next');
			});
		})
	);
});

/** Makes all claims older. */
async function age(seconds: number): Promise<void> {
	const rows = `SELECT holder, ended, said_at - ${seconds} FROM ${database}.turn_shard`;
	await cluster.query(`CREATE TABLE ${database}.aged ENGINE = Memory AS ${rows}`);
	await cluster.query(`TRUNCATE TABLE ${database}.turn_shard`);
	await cluster.query(`INSERT INTO ${database}.turn_shard SELECT * FROM ${database}.aged`);
	await cluster.query(`DROP TABLE ${database}.aged SYNC`);
}

test('who is forgotten is erased, also what came in behind the erasing, and no statement names the id', async () => {
	const tombstones = new Tombstones().with(instanceId(3));
	await open(async (store) => {
		await store.append(fleet(10).map(toCanonicalLine), false);
		expect(await store.shareTombstones(tombstones)).toMatchObject({ erased: 2 });
		expect(await populationOf(store)).toBe(9);
	});
	// As a machine leaves it that was stopped while it stored and did not know yet.
	const rows = `SELECT salt, digest FROM ${database}.forgotten_shard FORMAT Values`;
	const [known = ''] = await cluster.query(rows);
	await cluster.query(`TRUNCATE TABLE ${database}.forgotten_shard`);
	await open((store) => store.append(fleet(4).map(toCanonicalLine), false));
	await cluster.query(`INSERT INTO ${database}.forgotten_shard (salt, digest) VALUES ${known}`);
	await open(async (store) => {
		expect(await populationOf(store)).toBe(10);
		const { all, erased } = await store.shareTombstones(new Tombstones());
		expect([all.has(instanceId(3)), erased]).toEqual([true, 2]);
		expect(await populationOf(store)).toBe(9);
	});
	const mutations = await cluster.queryAll('SELECT command FROM system.mutations');
	expect(mutations.length).toBeGreaterThan(1);
	expect(mutations.join('\n')).not.toContain(instanceId(3));
});
