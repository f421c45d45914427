// Heartbeats into the tables of the store, in the transaction of whoever calls.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { readStatement } from './statement.ts';

const linesPerChunk = 1000;

/** Stores JSON of one heartbeat each. */
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
	await lockStore(client);
	await client.query(readStatement('append_spared'));
	await client.query(readStatement('append_instances'), [over]);
	const source = readStatement('heartbeat_of_payload', { source: 'arrived' });
	await client.query(readStatement('append_heartbeats', { source }));
}

/** Makes all others who append or erase wait until the transaction ends. */
export async function lockStore(client: Client): Promise<void> {
	await client.query('SELECT FROM murmuration.store FOR UPDATE');
}

/** PostgreSQL's text format: a backslash begins an escape, so each one is doubled. JSON holds no raw newline or tab. */
function* toCopyText(lines: readonly string[]): Generator<string> {
	for (let from = 0; from < lines.length; from += linesPerChunk) {
		const chunk = lines.slice(from, from + linesPerChunk);
		yield `${chunk.join('\n').replaceAll('\\', '\\\\')}\n`;
	}
}
