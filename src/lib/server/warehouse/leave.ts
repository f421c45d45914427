// Heartbeats leave the warehouse for a store: read some, store them there, then remove them here.
import { z } from 'zod';
import type { Warehouse } from './connection.ts';
import { writeSetting } from './setting.ts';
import { readStatement } from './statement.ts';

/** An instance that the warehouse counts, with the UTC days on which it was first and last seen. */
export interface LeavingInstance {
	readonly instance: string;
	readonly firstSeen: string;
	readonly lastSeen: string;
}

const LineRow = z.object({ line: z.string() });
const InstanceRow = z
	.object({ instance: z.string(), first_seen: z.string(), last_seen: z.string() })
	.transform(({ instance, first_seen, last_seen }) => ({
		instance,
		firstSeen: first_seen,
		lastSeen: last_seen
	}));

/**
 * Does `store` with all heartbeats that count, or with those in quarantine, some at a time, and removes them. Stopped
 * in between, the same ones come again. The file of the warehouse has to be rewritten afterwards.
 *
 * @param most how many lines at a time
 * @param store gets canonical JSON of one heartbeat each
 * @returns how many left
 */
export async function leaveHeartbeats(
	warehouse: Warehouse,
	table: 'heartbeat' | 'quarantine',
	most: number,
	store: (lines: readonly string[]) => Promise<void>
): Promise<number> {
	for (let left = 0; ;) {
		await warehouse.run(`CREATE OR REPLACE TEMP TABLE leaving AS FROM ${table} LIMIT ${most}`);
		const rows = z.array(LineRow).parse(await warehouse.all(readStatement('leaving_line')));
		if (rows.length === 0) return left;
		await store(rows.map(({ line }) => line));
		await warehouse.transaction(async () => {
			await warehouse.run(
				`DELETE FROM ${table} WHERE (instance_id, day) IN (SELECT (instance_id, day) FROM leaving)`
			);
			await writeSetting(warehouse, 'rewrite', 'pending');
		});
		left += rows.length;
	}
}

/** Does `store` with every instance that counts, some at a time, and removes them, once their heartbeats have left. */
export async function leaveInstances(
	warehouse: Warehouse,
	most: number,
	store: (instances: readonly LeavingInstance[]) => Promise<void>
): Promise<void> {
	for (;;) {
		const rows = await warehouse.all(
			`SELECT instance_id::VARCHAR AS instance, first_seen::VARCHAR AS first_seen, last_seen::VARCHAR AS last_seen
			FROM instance LIMIT ${most}`
		);
		const instances = z.array(InstanceRow).parse(rows);
		if (instances.length === 0) return;
		await store(instances);
		const leaving = instances.map(({ instance }) => instance);
		await warehouse.run(
			'DELETE FROM instance WHERE instance_id::VARCHAR IN (SELECT unnest($leaving))',
			{ leaving }
		);
	}
}
