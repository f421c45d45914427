// Units that were forgotten: who they are, by digests alone, and erasing them where they are. Statements that delete stay
// in the engine's own tables for a while, so they hold digests and never an id. Parts of tables that were rewritten
// leave the disk some minutes later.
import { z } from 'zod';
import { Tombstones } from '../../../warehouse/erasure/tombstones.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Node } from '../cluster/node.ts';

const hex = z.string().regex(/^[0-9a-f]+$/);
const ForgottenRow = z.tuple([hex, hex]);
const Count = z.coerce.number().int();
const ErasedRow = z.tuple([Count, Count]);

/** Longer than anybody who did not know of a tombstone could have gone on storing. */
const young = 'said_at > now() - INTERVAL 1 DAY';

/** Those that the store knows. */
export async function readTombstones(cluster: Cluster, condition = 'true'): Promise<Tombstones> {
	const rows = await cluster.entry.rows(
		ForgottenRow,
		`SELECT DISTINCT salt, digest FROM forgotten WHERE ${condition} ORDER BY salt, digest`
	);
	const digests = new Map<string, string[]>();
	for (const [salt, digest] of rows) digests.set(salt, [...(digests.get(salt) ?? []), digest]);
	return new Tombstones([...digests].map(([salt, known]) => ({ salt, digests: known })));
}

/**
 * Adds those that the store does not know, and erases what there is of the units that it knows since short; see
 * `HeartbeatStore.shareTombstones`.
 *
 * A machine that was stopped while it stored, not knowing of a tombstone yet, leaves rows that nobody would erase
 * otherwise.
 */
export async function shareTombstones(
	cluster: Cluster,
	local: Tombstones
): Promise<{ all: Tombstones; erased: number }> {
	const known = await readTombstones(cluster);
	const all = known.and(local);
	if (all.size > known.size) {
		const knownOf = new Map(known.groups.map(({ salt, digests }) => [salt, new Set(digests)]));
		const missing = local.groups.flatMap(({ salt, digests }) =>
			digests.filter((digest) => !knownOf.get(salt)?.has(digest)).map((digest) => [salt, digest])
		);
		await cluster.entry.insert('forgotten', ['salt', 'digest'], missing);
	}
	const fresh = await readTombstones(cluster, young);
	return { all, erased: await eraseForgotten(cluster, fresh) };
}

/** Deletes all rows of the units that `tombstones` name; returns how many there were, each heartbeat once. */
export async function eraseForgotten(cluster: Cluster, tombstones: Tombstones): Promise<number> {
	const condition = toCondition(tombstones);
	if (condition === undefined) return 0;
	const erased = await cluster.onShards((shard) => eraseOnShard(shard, condition));
	return erased.reduce((sum, one) => sum + one, 0);
}

/** Deletes all rows of `instances`, which may come back. */
export async function eraseInstances(
	cluster: Cluster,
	instances: readonly string[]
): Promise<void> {
	const named = instances.reduce((some, one) => some.with(one), new Tombstones());
	await eraseForgotten(cluster, named);
}

/** Heartbeats first: those of an instance that is not known would be found by nobody. */
async function eraseOnShard(shard: Node, condition: string): Promise<number> {
	const named = `SELECT instance_id FROM instance_shard WHERE ${condition}`;
	const [[heartbeats, instances] = [0, 0]] = await shard.rows(
		ErasedRow,
		`SELECT
			(SELECT uniqExact(day, instance_id) FROM heartbeat_shard WHERE instance_id IN (${named})),
			(SELECT uniqExact(instance_id) FROM instance_shard WHERE ${condition})`
	);
	if (instances === 0) return 0;
	await shard.tell(`ALTER TABLE heartbeat_shard DELETE WHERE instance_id IN (${named})`);
	await shard.tell(`ALTER TABLE instance_shard DELETE WHERE ${condition}`);
	return heartbeats + instances;
}

/** Holds for the instances that are named; `undefined` where none is. */
function toCondition({ groups }: Tombstones): string | undefined {
	const conditions = groups
		.filter(({ digests }) => digests.length > 0)
		.map(
			({ salt, digests }) =>
				`lower(hex(SHA256(concat('${salt}', toString(instance_id))))) IN (${digests.map((one) => `'${one}'`).join(', ')})`
		);
	return conditions.length === 0 ? undefined : `(${conditions.join(' OR ')})`;
}
