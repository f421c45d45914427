// Instances that are held, and what the steward decides about them.
import type { Client } from 'pg';
import { z } from 'zod';
import type { HeldInstance } from '../heartbeat-counter.ts';
import { lockStore } from './append-lines.ts';
import { Count, readRow, readRows } from './read-rows.ts';
import { readStatement } from './statement.ts';

const HeldRow = z
	.object({
		instance: z.string(),
		first_day: z.string(),
		last_day: z.string(),
		heartbeats: Count
	})
	.transform(({ instance, first_day, last_day, heartbeats }) => ({
		instance,
		firstDay: first_day,
		lastDay: last_day,
		heartbeats
	}));
const DecidedRow = z.object({ heartbeats: Count });

/** Every held instance, by its first day. */
export async function listHeld(client: Client): Promise<HeldInstance[]> {
	return readRows(client, HeldRow, readStatement('held'));
}

/** Admits or drops those of `instances` that are held, in the transaction of whoever calls; returns how many heartbeats they have. */
export async function decide(
	client: Client,
	decision: 'admit' | 'drop_held',
	instances: readonly string[]
): Promise<number> {
	await lockStore(client);
	return (await readRow(client, DecidedRow, readStatement(decision), [instances])).heartbeats;
}
