// Heartbeats into the tables of the store, in the transaction of whoever calls.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { z } from 'zod';
import { readStatement } from './statement.ts';

const LockRow = z.object({ last_batch: z.coerce.number().int() });
const linesPerChunk = 1000;

/** Stores JSON of one heartbeat each as the next batch. */
export async function appendLines(
	client: Client,
	lines: readonly string[],
	over: boolean
): Promise<void> {
	await client.query(readStatement('append_arrived'));
	await pipeline(
		Readable.from(toCopyText(lines)),
		client.query(copyFrom('COPY arrived FROM STDIN'))
	);
	const batch = await lockStore(client);
	await client.query(readStatement('append_spared'));
	await client.query(readStatement('append_instances'), [over]);
	await client.query(readStatement('append_heartbeats'), [batch]);
}

/** Makes all others who append or erase wait until the transaction ends; returns the number of its batch. */
export async function lockStore(client: Client): Promise<number> {
	const { rows } = await client.query(
		'UPDATE murmuration.store SET last_batch = last_batch + 1 RETURNING last_batch'
	);
	return LockRow.parse(rows[0]).last_batch;
}

/** PostgreSQL's text format: a backslash begins an escape, so each one is doubled. JSON holds no raw newline or tab. */
function* toCopyText(lines: readonly string[]): Generator<string> {
	for (let from = 0; from < lines.length; from += linesPerChunk) {
		const chunk = lines.slice(from, from + linesPerChunk);
		yield `${chunk.join('\n').replaceAll('\\', '\\\\')}\n`;
	}
}
