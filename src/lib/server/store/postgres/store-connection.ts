// A connection to the database behind the receivers, with the tables it needs.
import { Client } from 'pg';
import { z } from 'zod';
import type { DatabaseAddress } from '../../sources/postgres/database-address.ts';
import { readStatement } from './statement.ts';
import { StoreError } from '../store-error.ts';

/** Version of the tables in `sql/schema.sql`; raised with every change of them. */
const storeFormat = 2;
const connectTimeoutMs = 10_000;
const advice =
	'nothing is lost and published releases stay: see that the database runs and lets Murmuration in, the next round goes on';
/** Any number that this program alone uses. */
const formatLock = 7_305_001;

const ExistsRow = z.object({ exists: z.boolean() });
const FormatRow = z.object({ format: z.int() });

/**
 * Connects, and makes the tables where there are none.
 *
 * @throws {StoreError} when nobody answers, or a newer program made the tables
 */
export async function connectStore({ name, config }: DatabaseAddress): Promise<Client> {
	const client = new Client({
		...config,
		application_name: 'murmuration',
		connectionTimeoutMillis: connectTimeoutMs,
		keepAlive: true
	});
	// A connection that breaks between two questions; the next one finds out.
	client.on('error', () => undefined);
	try {
		await client.connect();
		await client.query("SET TimeZone = 'UTC'");
		await inTransaction(client, () => ensureFormat(client, name));
		return client;
	} catch (error) {
		await client.end().catch(() => undefined);
		throw toStoreError(name, error);
	}
}

/** Commits what `work` did, or nothing of it when `work` throws. */
export async function inTransaction<Result>(
	client: Client,
	work: () => Promise<Result>
): Promise<Result> {
	await client.query('BEGIN');
	try {
		const result = await work();
		await client.query('COMMIT');
		return result;
	} catch (error) {
		await client.query('ROLLBACK').catch(() => undefined);
		throw error;
	}
}

/** What a failed question to the database means; bugs come back as they are. */
export function toStoreError(name: string, error: unknown): unknown {
	const isBug =
		error instanceof TypeError || error instanceof z.ZodError || error instanceof StoreError;
	if (isBug || !(error instanceof Error)) return error;
	const reason = error.message || 'no connection';
	return new StoreError(`${name}: ${reason}; ${advice}`, { cause: error });
}

/** Two machines may start at the same moment. */
async function ensureFormat(client: Client, name: string): Promise<void> {
	await client.query('SELECT pg_advisory_xact_lock($1)', [formatLock]);
	const found = await client.query("SELECT to_regclass('murmuration.store') IS NOT NULL AS exists");
	if (!ExistsRow.parse(found.rows[0]).exists) {
		await client.query(readStatement('schema'));
		await client.query(readStatement('schema_heartbeat'));
	}
	const { rows } = await client.query('SELECT format FROM murmuration.store');
	const { format } = FormatRow.parse(rows[0]);
	if (format === 1) await upgradeFrom1(client);
	if (format > storeFormat) {
		throw new StoreError(
			`${name} holds format ${format}, this program knows ${storeFormat}: update Murmuration`
		);
	}
}

async function upgradeFrom1(client: Client): Promise<void> {
	await client.query('ALTER TABLE murmuration.heartbeat RENAME TO heartbeat_1');
	await client.query('ALTER INDEX murmuration.heartbeat_pkey RENAME TO heartbeat_1_pkey');
	await client.query(readStatement('schema_heartbeat'));
	const source = readStatement('heartbeat_of_payload', { source: 'murmuration.heartbeat_1' });
	await client.query(readStatement('schema_from_1', { source }));
}
