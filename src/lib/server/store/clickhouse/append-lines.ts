// Heartbeats into the tables of all shards. The engine has no transaction over them, so what says that something is
// there comes last: instances, heartbeats, and then the point of their segment. Whoever is stopped in between does all
// of it again, which changes nothing.
import type { Heartbeat } from '../../../schema/heartbeat.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { Value } from './cluster/node.ts';
import { eraseForgotten, readTombstones } from './instances/forget.ts';
import { heartbeatColumns, toDayNumber, toRow } from './heartbeat-row.ts';
import { insertSeen, type SeenInstance } from './instances/instance-rows.ts';

/** What goes into one insert; memory for it is needed here and there. */
const rowsPerInsert = 100_000;

/** Stores JSON of one heartbeat each. See `HeartbeatStore.append`. */
export async function appendLines(
	cluster: Cluster,
	lines: readonly string[],
	over: boolean
): Promise<void> {
	await unlessForgotten(cluster, async (isForgotten) => {
		for (let from = 0; from < lines.length; from += rowsPerInsert) {
			const heartbeats = lines
				.slice(from, from + rowsPerInsert)
				.map((line) => JSON.parse(line) as Heartbeat)
				.filter(({ instance_id }) => !isForgotten(instance_id));
			await insertSeen(cluster, seenOf(heartbeats), over);
			const rows: Value[][] = heartbeats.map(toRow);
			await cluster.entry.insert('heartbeat', heartbeatColumns, rows);
		}
	});
}

/**
 * Does `work`, which stores nothing of those for whom it is told that they are forgotten. Who forgets somebody says so
 * before erasing; so looking once more afterwards finds everybody whose rows came in behind the erasing.
 */
export async function unlessForgotten(
	cluster: Cluster,
	work: (isForgotten: (instance: string) => boolean) => Promise<void>
): Promise<void> {
	const before = await readTombstones(cluster);
	await work((instance) => before.has(instance));
	const after = await readTombstones(cluster);
	if (after.size > before.size) await eraseForgotten(cluster, after);
}

function seenOf(heartbeats: readonly Heartbeat[]): Iterable<SeenInstance> {
	const seen = new Map<string, SeenInstance>();
	for (const { instance_id, sent_at } of heartbeats) {
		const instance = instance_id.toLowerCase();
		const day = toDayNumber(sent_at);
		const { first = day, last = day } = seen.get(instance) ?? {};
		seen.set(instance, { instance, first: Math.min(first, day), last: Math.max(last, day) });
	}
	return seen.values();
}
