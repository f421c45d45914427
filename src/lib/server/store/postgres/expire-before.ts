// What is past its retention leaves the database; PostgreSQL takes it from its files when it vacuums.
import type { Client } from 'pg';
import { z } from 'zod';
import type { Expired } from '../heartbeat-counter.ts';
import { Count, readRow } from './read-rows.ts';
import { readStatement } from './statement.ts';
import { lockStore } from './append-lines.ts';

const ExpiredRow = z.object({ rows: Count, gone: Count });

/** What is from before a day. */
export async function countExpired(client: Client, day: string): Promise<Expired> {
	return readRow(client, ExpiredRow, readStatement('expired'), [day]);
}

/** Deletes it, in the transaction of whoever calls. */
export async function expireBefore(client: Client, day: string): Promise<Expired> {
	await lockStore(client);
	const expired = await countExpired(client, day);
	for (const name of ['expire_instances', 'expire_held']) {
		await client.query(readStatement(name), [day]);
	}
	await client.query('DELETE FROM murmuration.heartbeat WHERE day < $1', [day]);
	return expired;
}
