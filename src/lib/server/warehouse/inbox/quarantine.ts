// Heartbeats that are stored but count nowhere until the steward vouches for their instances.
import { z } from 'zod';
import { insertHeartbeats } from '../load/insert-heartbeats.ts';
import type { HeldInstance } from '../../store/heartbeat-counter.ts';
import { readStatement } from '../statement.ts';
import type { Warehouse } from '../connection.ts';

const InstanceRow = z
	.object({
		instance: z.string(),
		first_day: z.string(),
		last_day: z.string(),
		heartbeats: z.bigint().transform(Number)
	})
	.transform(({ instance, first_day, last_day, heartbeats }) => ({
		instance,
		firstDay: first_day,
		lastDay: last_day,
		heartbeats
	}));
const EmptyRow = z.object({ empty: z.boolean() });

/**
 * Moves heartbeats that may not count from those just inserted into quarantine; part of the transaction of a load.
 *
 * @param last highest rowid of `heartbeat` before the insert
 * @param over whether they came from a source over its limit of instances
 * @returns how many it moved
 */
export async function divertToQuarantine(
	warehouse: Warehouse,
	last: number,
	over: boolean
): Promise<number> {
	if (!over && (await isQuarantineEmpty(warehouse))) return 0;
	const moved = await warehouse.run(readStatement('quarantine_divert'), { last, over });
	if (moved === 0) return 0;
	await warehouse.run(readStatement('quarantine_remove_diverted'), { last });
	await warehouse.run(readStatement('quarantine_settle'));
	return moved;
}

/** Every instance in quarantine, first by the day it came. */
export async function listQuarantine(warehouse: Warehouse): Promise<HeldInstance[]> {
	return z.array(InstanceRow).parse(await warehouse.all(readStatement('quarantine_instance')));
}

/**
 * Lets the heartbeats of `instances` count like any other. Published releases stay as they are.
 *
 * An instance is then as old as its first day in quarantine: releasing it, the steward vouches for that day, too.
 *
 * @returns how many heartbeats left quarantine
 */
export async function releaseFromQuarantine(
	warehouse: Warehouse,
	instances: readonly string[]
): Promise<number> {
	let released = 0;
	await insertHeartbeats(warehouse, async () => {
		released = await warehouse.run(readStatement('quarantine_release'), { instances });
		await warehouse.run(readStatement('quarantine_remove'), { instances });
		return released;
	});
	return released;
}

/** Deletes what is in quarantine of `instances`; returns how many heartbeats that were. */
export async function dropFromQuarantine(
	warehouse: Warehouse,
	instances: readonly string[]
): Promise<number> {
	return warehouse.run(readStatement('quarantine_remove'), { instances });
}

async function isQuarantineEmpty(warehouse: Warehouse): Promise<boolean> {
	const [row] = await warehouse.all('SELECT count(*) = 0 AS empty FROM quarantine');
	return EmptyRow.parse(row).empty;
}
