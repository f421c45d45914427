// Heartbeats of several receivers in PostgreSQL.
import type { Client } from 'pg';
import { z } from 'zod';
import type { Dataset } from '../../../schema/dataset.ts';
import type { Period } from '../../../schema/period.ts';
import type { DatabaseAddress } from '../../sources/postgres/database-address.ts';
import type { Tombstones } from '../../warehouse/erasure/tombstones.ts';
import type { DrainedTo } from '../../warehouse/inbox/drained.ts';
import type { EngineCells, Expired, HeldInstance, Span, Thresholds } from '../heartbeat-counter.ts';
import type { HeartbeatStore, KnownInstance, ReleaseName } from '../heartbeat-store.ts';
import { appendLines, lockStore } from './append-lines.ts';
import { countCells } from './count-cells.ts';
import { countExpired, expireBefore } from './expire-before.ts';
import { decide, listHeld } from './held-instances.ts';
import { Count, readRow, readRows } from './read-rows.ts';
import { readStatement } from './statement.ts';
import { connectStore, inTransaction, toStoreError } from './store-connection.ts';
import { addTombstones, readTombstones } from './store-tombstones.ts';

/** Any number that this program alone uses. */
const publishLock = 7_305_002;
/** Where a machine never came back for its segment. */
const keepSegments = '30 days';

const SegmentRow = z
	.object({ name: z.string(), drained_bytes: Count, tail: z.string() })
	.transform(({ name, drained_bytes, tail }) => ({ name, drainedBytes: drained_bytes, tail }));
const SpanRow = z.object({ first: z.string().nullable(), last: z.string().nullable() });
const ReceivedRow = z.object({ received: z.boolean() });
const LockedRow = z.object({ locked: z.boolean() });
const ReleaseRow = z.object({ dataset: z.string(), period: z.string() });

/**
 * Opens the store of a database, making its tables where there are none.
 *
 * @throws {StoreError} when it can't be used
 */
export async function openStore(address: DatabaseAddress): Promise<HeartbeatStore> {
	return new PostgresStore(address.name, await connectStore(address));
}

class PostgresStore implements HeartbeatStore {
	readonly name: string;
	readonly #client: Client;

	constructor(name: string, client: Client) {
		this.name = name;
		this.#client = client;
	}

	async readSpan(): Promise<Span | undefined> {
		const row = await this.#ask((client) => readRow(client, SpanRow, readStatement('span')));
		const { first, last } = row;
		return first === null || last === null ? undefined : { first, last, firstUnit: first };
	}

	async hasReceived({ start, end }: Period): Promise<boolean> {
		const values = [start, end];
		return this.#ask(async (client) => {
			const row = await readRow(client, ReceivedRow, readStatement('received'), values);
			return row.received;
		});
	}

	count(dataset: Dataset, period: Period, thresholds: Thresholds): Promise<EngineCells> {
		return this.#transaction((client) => countCells(client, dataset, period, thresholds));
	}

	countExpired(day: string): Promise<Expired> {
		return this.#ask((client) => countExpired(client, day));
	}

	expire(day: string): Promise<Expired> {
		return this.#transaction((client) => expireBefore(client, day));
	}

	listHeld(): Promise<HeldInstance[]> {
		return this.#ask(listHeld);
	}

	admit(instances: readonly string[]): Promise<number> {
		return this.#transaction((client) => decide(client, 'admit', instances));
	}

	drop(instances: readonly string[]): Promise<number> {
		return this.#transaction((client) => decide(client, 'drop_held', instances));
	}

	async readDrained(): Promise<ReadonlyMap<string, DrainedTo>> {
		const sql = 'SELECT name, drained_bytes, tail FROM murmuration.segment';
		const rows = await this.#ask((client) => readRows(client, SegmentRow, sql));
		return new Map(rows.map((row) => [row.name, row]));
	}

	async append(lines: readonly string[], over: boolean, drained?: DrainedTo): Promise<void> {
		await this.#transaction(async (client) => {
			await appendLines(client, lines, over);
			if (drained) await record(client, drained);
		});
	}

	async recordDrained(drained: DrainedTo): Promise<void> {
		await this.#ask((client) => record(client, drained));
	}

	async forgetDrained(names: readonly string[]): Promise<void> {
		await this.#ask((client) =>
			client.query(
				'DELETE FROM murmuration.segment WHERE name = ANY($1) OR recorded_at < now() - $2::interval',
				[names, keepSegments]
			)
		);
	}

	async vouch(instances: readonly KnownInstance[]): Promise<void> {
		const values = [
			instances.map(({ instance }) => instance),
			instances.map(({ firstSeen }) => firstSeen),
			instances.map(({ lastSeen }) => lastSeen)
		];
		await this.#transaction(async (client) => {
			await lockStore(client);
			await client.query(readStatement('vouch'), values);
		});
	}

	async shareTombstones(local: Tombstones): Promise<{ all: Tombstones; erased: number }> {
		const known = await this.#ask(readTombstones);
		const all = known.and(local);
		if (all.size === known.size) return { all, erased: 0 };
		return { all, erased: await this.#transaction((client) => addTombstones(client, local)) };
	}

	async whilePublishing<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
		const asked = [publishLock];
		const { locked } = await this.#ask((client) =>
			readRow(client, LockedRow, 'SELECT pg_try_advisory_lock($1) AS locked', asked)
		);
		if (!locked) return undefined;
		try {
			return await work();
		} finally {
			// With a broken connection the lock is gone as well.
			await this.#client.query('SELECT pg_advisory_unlock($1)', asked).catch(() => undefined);
		}
	}

	/** The lock lives as long as the connection, and so does the answer to any question. */
	async confirmTurn(): Promise<void> {
		await this.#ask((client) => client.query('SELECT'));
	}

	async readReleases(): Promise<ReleaseName[]> {
		const sql = 'SELECT dataset, period FROM murmuration.release';
		return this.#ask((client) => readRows(client, ReleaseRow, sql));
	}

	async recordReleases(releases: readonly ReleaseName[]): Promise<void> {
		await this.#ask((client) =>
			client.query(
				'INSERT INTO murmuration.release SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
				[releases.map(({ dataset }) => dataset), releases.map(({ period }) => period)]
			)
		);
	}

	async close(): Promise<void> {
		await this.#client.end().catch(() => undefined);
	}

	#transaction<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
		return this.#ask((client) => inTransaction(client, () => work(client)));
	}

	async #ask<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
		try {
			return await work(this.#client);
		} catch (error) {
			throw toStoreError(this.name, error);
		}
	}
}

async function record(client: Client, { name, drainedBytes, tail }: DrainedTo): Promise<void> {
	await client.query(readStatement('record_segment'), [name, drainedBytes, tail]);
}
