// An open cluster: one server through which rows go in, and every shard by itself, for what is done where rows are.
import type { z } from 'zod';
import type { ClickHouseAddress } from './clickhouse-address.ts';
import { ensureTables } from './ensure-tables.ts';
import { findShards } from './find-shards.ts';
import { Node, type Parameters } from './node.ts';

/** Every method throws a `StoreError` when any shard that it needs can't be used. */
export interface Cluster {
	/** Spreads what is inserted over the shards, and has the tables that are on the first shard alone. */
	readonly entry: Node;
	/** Does `work` on every shard at once; returns what each one gave. */
	onShards<Result>(work: (shard: Node) => Promise<Result>): Promise<Result[]>;
	/** The rows of all shards. */
	rowsOfShards<Row>(row: z.ZodType<Row>, sql: string, parameters?: Parameters): Promise<Row[]>;
	close(): Promise<void>;
}

/**
 * Connects to all shards, and makes the tables where there are none.
 *
 * @throws {StoreError} when a shard does not answer, or its tables are of a newer program or another number of shards
 */
export async function openCluster(address: ClickHouseAddress): Promise<Cluster> {
	const nodes: Node[] = [];
	const open = (...given: ConstructorParameters<typeof Node>) => {
		const node = new Node(...given);
		nodes.push(node);
		return node;
	};
	const close = async () => {
		await Promise.all(nodes.map((node) => node.close()));
	};
	try {
		const bare = open(address, address.name, undefined, 'default');
		await bare.reach();
		const servers = await findShards(bare, address);
		await ensureTables(address, servers, bare);
		const entry = open(address, address.name);
		const shards = servers.map(({ name, url }) => open(address, name, url));
		return toCluster(entry, shards, close);
	} catch (error) {
		await close();
		throw error;
	}
}

function toCluster(entry: Node, shards: readonly Node[], close: () => Promise<void>): Cluster {
	const onShards = async <Result>(work: (shard: Node) => Promise<Result>) => {
		// All are waited for, so that nothing goes on behind the back of whoever is told of the first failure.
		const settled = await Promise.allSettled(shards.map(work));
		return settled.map((one) => {
			if (one.status === 'rejected') throw one.reason;
			return one.value;
		});
	};
	return {
		entry,
		onShards,
		rowsOfShards: async (row, sql, parameters) =>
			(await onShards((shard) => shard.rows(row, sql, parameters))).flat(),
		close
	};
}
