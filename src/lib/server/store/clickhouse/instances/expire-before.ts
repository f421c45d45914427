// Deleting what is from before a day. Each step leaves what the next call of the same needs to do the rest.
import { z } from 'zod';
import type { Expired } from '../../heartbeat-counter.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { eraseInstances } from './forget.ts';
import { toDayNumber } from '../heartbeat-row.ts';
import { readStatement } from '../statement.ts';

const Count = z.coerce.number().int();
const ExpiredRow = z.tuple([Count, Count]);
const InstanceRow = z.tuple([z.string()]);

/** Counts what `expireBefore` would delete. */
export async function countExpired(cluster: Cluster, day: string): Promise<Expired> {
	const rows = await cluster.rowsOfShards(ExpiredRow, toStatement('expired', day));
	return {
		rows: rows.reduce((sum, [heartbeats]) => sum + heartbeats, 0),
		gone: rows.reduce((sum, [, gone]) => sum + gone, 0)
	};
}

/** See `HeartbeatCounter.expire`. */
export async function expireBefore(cluster: Cluster, day: string): Promise<Expired> {
	const expired = await countExpired(cluster, day);
	// A held instance is known by its heartbeats alone: it goes with them, and is as old as those that are left.
	const held = await cluster.rowsOfShards(InstanceRow, toStatement('expired_held', day));
	await cluster.onShards(async (shard) => {
		await shard.tell(toStatement('expire_instances', day));
		await shard.tell(toStatement('expire_held', day));
		await shard.tell(`ALTER TABLE heartbeat_shard DELETE WHERE day < ${toDayNumber(day)}`);
	});
	await eraseInstances(cluster, held.flat());
	return expired;
}

function toStatement(name: string, day: string): string {
	return readStatement(`instances/${name}`, {
		day: String(toDayNumber(day)),
		instances: readStatement('known_instances')
	});
}
