// Instances that count nowhere until the steward vouches for them.
import { z } from 'zod';
import type { HeldInstance } from '../../heartbeat-counter.ts';
import type { KnownInstance } from '../../heartbeat-store.ts';
import { unlessForgotten } from '../append-lines.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { eraseInstances } from './forget.ts';
import { toDay } from '../heartbeat-row.ts';
import { insertAdmitted, insertVouched } from './instance-rows.ts';
import { readStatement } from '../statement.ts';

const Count = z.coerce.number().int();
const HeldRow = z
	.tuple([z.string(), Count, Count, Count])
	.transform(([instance, first, last, heartbeats]) => ({
		...{ instance, firstDay: toDay(first), lastDay: toDay(last), heartbeats }
	}));
const GoneRow = z.tuple([z.string(), Count]);

/** What one question names at most. */
const instancesPerStatement = 1000;

/** Every held instance, by its first day, then by id. */
export async function listHeld(cluster: Cluster): Promise<HeldInstance[]> {
	const sql = readStatement('instances/held', { instances: readStatement('known_instances') });
	const held = await cluster.rowsOfShards(HeldRow, sql);
	return held.sort((one, other) => (toKey(one) < toKey(other) ? -1 : 1));
}

/** Lets instances count that are held; returns how many heartbeats that lets count. */
export async function admit(cluster: Cluster, instances: readonly string[]): Promise<number> {
	const held = await heldOf(cluster, instances);
	await insertAdmitted(
		cluster,
		held.map(({ instance }) => instance)
	);
	return sumOf(held);
}

/** Deletes all of instances that are held; returns how many heartbeats that were. */
export async function drop(cluster: Cluster, instances: readonly string[]): Promise<number> {
	const held = await heldOf(cluster, instances);
	await eraseInstances(
		cluster,
		held.map(({ instance }) => instance)
	);
	return sumOf(held);
}

/** Lets instances count, each as old as the earlier of the first days that are known of it. */
export async function vouch(cluster: Cluster, instances: readonly KnownInstance[]): Promise<void> {
	const sql = readStatement('instances/gone', { instances: readStatement('known_instances') });
	await unlessForgotten(cluster, async (isForgotten) => {
		const known = instances.filter(({ instance }) => !isForgotten(instance));
		for (let from = 0; from < known.length; from += instancesPerStatement) {
			const some = known.slice(from, from + instancesPerStatement);
			const ids = some.map(({ instance }) => instance);
			const gone = await cluster.rowsOfShards(GoneRow, sql, { ids });
			await insertVouched(cluster, some, new Map(gone));
		}
	});
}

async function heldOf(cluster: Cluster, instances: readonly string[]): Promise<HeldInstance[]> {
	const asked = new Set(instances.map((one) => one.toLowerCase()));
	return (await listHeld(cluster)).filter(({ instance }) => asked.has(instance));
}

function sumOf(held: readonly HeldInstance[]): number {
	return held.reduce((sum, { heartbeats }) => sum + heartbeats, 0);
}

function toKey({ firstDay, instance }: HeldInstance): string {
	return `${firstDay} ${instance}`;
}
