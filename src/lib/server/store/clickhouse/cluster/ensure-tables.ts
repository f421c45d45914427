// The tables of every shard. That of heartbeats says of which format they are and over how many shards they spread.
import { z } from 'zod';
import { StoreError } from '../../store-error.ts';
import { readStatement } from '../statement.ts';
import type { ClickHouseAddress } from './clickhouse-address.ts';
import type { ShardServer } from './find-shards.ts';
import { Node } from './node.ts';

/** What was stored or merged is on the disk before anybody is told so. */
const durable =
	'SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_compressed_bytes_to_fsync_after_merge = 1';

/** Version of the tables in `sql/schema.sql`; raised with every change of them. */
const storeFormat = 1;

const CommentRow = z.tuple([z.string()]);
const comment = /^format (\d+), (\d+) shards?$/;

/**
 * Makes the tables on every shard that has none. The one that says which tables they are comes last, so that tables
 * half made are made again.
 *
 * @param entry without a database
 * @throws {StoreError} when a newer program made them, or for another number of shards: an instance would then be on two
 */
export async function ensureTables(
	address: ClickHouseAddress,
	shards: readonly ShardServer[],
	entry: Node
): Promise<void> {
	const { database, cluster } = address.clickhouse;
	const known = await entry.rows(
		CommentRow,
		"SELECT comment FROM cluster({cluster:String}, system.tables) WHERE database = {database:String} AND name = 'heartbeat'",
		{ cluster, database }
	);
	for (const [text] of known) checkComment(address.name, text, shards.length);
	if (known.length === shards.length) return;
	for (const { name, url } of shards) {
		await makeTables(address, new Node(address, name, url, 'default'), shards.length);
	}
}

function checkComment(name: string, text: string, shards: number): void {
	const [, format, spread] = (comment.exec(text) ?? []).map(Number);
	if (format === undefined || spread === undefined) {
		throw new StoreError(`${name} has a table heartbeat of somebody else: name another database`);
	}
	if (format > storeFormat) {
		throw new StoreError(
			`${name} holds format ${format}, this program knows ${storeFormat}: update Murmuration`
		);
	}
	if (spread !== shards) {
		throw new StoreError(
			`${name} holds heartbeats spread over ${spread} shards, the cluster has ${shards}: an instance would be on two of them and count twice; name a cluster of ${spread}`
		);
	}
}

async function makeTables(
	{ clickhouse: { database, cluster } }: ClickHouseAddress,
	shard: Node,
	shards: number
): Promise<void> {
	const text = readStatement('schema', {
		database,
		cluster: `'${cluster}'`,
		durable,
		comment: `'format ${storeFormat}, ${shards} shards'`
	});
	try {
		for (const statement of text.split(';\n').filter((one) => one.trim() !== '')) {
			await shard.tell(statement);
		}
	} finally {
		await shard.close();
	}
}
