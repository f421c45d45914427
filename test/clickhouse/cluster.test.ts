import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClickHouseCluster, clusterName } from '../support/clickhouse/cluster.ts';

let cluster: ClickHouseCluster;
beforeAll(async () => {
	cluster = await ClickHouseCluster.start();
});
afterAll(() => cluster.remove());

test('two shards know each other, and one that was killed comes back with what it kept', async () => {
	const count = `SELECT count() FROM clusterAllReplicas('${clusterName}', system.one)`;
	expect(await cluster.query(count)).toEqual(['2']);
	expect(await cluster.query(count, 1)).toEqual(['2']);
	await cluster.query('CREATE DATABASE kept ENGINE = Atomic', 1);
	await cluster.query('CREATE TABLE kept.t (n UInt8) ENGINE = MergeTree ORDER BY n', 1);
	await cluster.query('INSERT INTO kept.t VALUES (7)', 1);
	await cluster.halt(1);
	await expect(cluster.query('SELECT 1', 1)).rejects.toThrow();
	await expect(cluster.query(count)).rejects.toThrow(/ALL_CONNECTION_TRIES_FAILED/);
	await cluster.resume(1);
	expect(await cluster.query('SELECT n FROM kept.t', 1)).toEqual(['7']);
});
