// The servers that hold the shards of a cluster, as it says itself.
import { z } from 'zod';
import { StoreError } from '../../store-error.ts';
import type { ClickHouseAddress } from './clickhouse-address.ts';
import type { Node } from './node.ts';

const ReplicaRow = z.tuple([z.number(), z.string(), z.coerce.boolean()]);
const PortRow = z.tuple([z.number(), z.number()]);
const NameRow = z.tuple([z.string()]);

/** A server and the URL under which it answers. */
export interface ShardServer {
	/** For messages. */
	readonly name: string;
	readonly url: string;
}

/**
 * Finds every shard by way of `entry`.
 *
 * @throws {StoreError} when one does not answer, or has more than one replica: heartbeats would be erased from only one
 */
export async function findShards(
	entry: Node,
	{ name, clickhouse }: ClickHouseAddress
): Promise<ShardServer[]> {
	const { cluster, url } = clickhouse;
	const replicas = await entry.rows(
		ReplicaRow,
		'SELECT shard_num, host_name, is_local FROM system.clusters WHERE cluster = {cluster:String} ORDER BY shard_num',
		{ cluster }
	);
	if (replicas.length === 0) {
		const known = await entry.rows(NameRow, 'SELECT DISTINCT cluster FROM system.clusters');
		throw new StoreError(
			`${name} has no cluster called ${cluster}: expected one of ${known.flat().join(', ') || 'none'} in MURMURATION_DATABASE_URL`
		);
	}
	const shards = new Set(replicas.map(([shard]) => shard));
	if (shards.size < replicas.length) {
		throw new StoreError(
			`${name}: cluster ${cluster} has shards of several replicas, which are not supported: name a cluster of one replica each`
		);
	}
	const { protocol } = new URL(url);
	const port = protocol === 'https:' ? 'https_port' : 'http_port';
	const ports = new Map(
		await entry.rows(
			PortRow,
			`SELECT shardNum(), getServerPort('${port}') FROM cluster({cluster:String}, system.one)`,
			{ cluster }
		)
	);
	return replicas.map(([shard, host, isLocal]) => ({
		name: `${name}: shard ${shard} (${host})`,
		url: isLocal ? url : `${protocol}//${toHost(host)}:${ports.get(shard) ?? ''}`
	}));
}

function toHost(host: string): string {
	return host.includes(':') ? `[${host}]` : host;
}
