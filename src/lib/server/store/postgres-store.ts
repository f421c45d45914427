// Heartbeats of several receivers in PostgreSQL.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import { toLines } from '../sources/postgres/binary-lines.ts';
import type { DatabaseAddress } from '../sources/postgres/database-address.ts';
import type { Tombstones } from '../warehouse/erasure/tombstones.ts';
import type { DrainedTo } from '../warehouse/inbox/drained.ts';
import { appendLines } from './append-lines.ts';
import type {
	BatchRange,
	HeartbeatStore,
	ReleaseName,
	StoredBatch,
	StorePoint
} from './heartbeat-store.ts';
import { readStatement } from './statement.ts';
import { addTombstones, readTombstones } from './store-tombstones.ts';
import { connectStore, inTransaction, toStoreError } from './store-connection.ts';

/** Any number that this program alone uses. */
const publishLock = 7_305_002;
/** Where a machine never came back for its segment. */
const keepSegments = '30 days';

const Count = z.coerce.number().int();
const PointRow = z.object({ id: z.string(), last_batch: Count });
const BatchRow = z.object({ batch: Count, heartbeats: Count });
const SegmentRow = z
	.object({ name: z.string(), drained_bytes: Count, tail: z.string() })
	.transform(({ name, drained_bytes, tail }) => ({ name, drainedBytes: drained_bytes, tail }));
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

	async readDrained(): Promise<ReadonlyMap<string, DrainedTo>> {
		const rows = await this.#rows(
			SegmentRow,
			'SELECT name, drained_bytes, tail FROM murmuration.segment'
		);
		return new Map(rows.map((row) => [row.name, row]));
	}

	async append(lines: readonly string[], over: boolean, drained: DrainedTo): Promise<void> {
		await this.#transaction(async () => {
			await appendLines(this.#client, lines, over);
			await this.#record(drained);
		});
	}

	async recordDrained(drained: DrainedTo): Promise<void> {
		await this.#ask(() => this.#record(drained));
	}

	async forgetDrained(names: readonly string[]): Promise<void> {
		await this.#ask(() =>
			this.#client.query(
				'DELETE FROM murmuration.segment WHERE name = ANY($1) OR recorded_at < now() - $2::interval',
				[names, keepSegments]
			)
		);
	}

	async readPoint(): Promise<StorePoint> {
		const [row] = await this.#rows(PointRow, 'SELECT id::text, last_batch FROM murmuration.store');
		return { store: row?.id ?? '', batch: row?.last_batch ?? 0 };
	}

	async listBatches(batch: number): Promise<StoredBatch[]> {
		const sql =
			'SELECT batch, count(*) AS heartbeats FROM murmuration.heartbeat WHERE batch > $1 GROUP BY batch ORDER BY batch';
		return this.#rows(BatchRow, sql, [batch]);
	}

	async copyHeartbeats({ from, until, held }: BatchRange, file: string): Promise<void> {
		const query = `SELECT payload::text FROM murmuration.heartbeat JOIN murmuration.instance USING (instance_id)
			WHERE batch > ${Count.parse(from)} AND batch <= ${Count.parse(until)} AND ${held ? 'held' : 'NOT held'}`;
		await this.#ask(() => {
			const rows = this.#client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`));
			return pipeline(rows, toLines, createWriteStream(file, { mode: 0o600 }));
		});
	}

	async copyInstances(file: string): Promise<void> {
		await this.#ask(() => {
			const rows = this.#client.query(
				copyTo('COPY murmuration.instance (instance_id, first_seen) TO STDOUT')
			);
			return pipeline(rows, createWriteStream(file, { mode: 0o600 }));
		});
	}

	async shareTombstones(local: Tombstones): Promise<{ all: Tombstones; erased: number }> {
		const known = await this.#ask(() => readTombstones(this.#client));
		const all = known.and(local);
		if (all.size === known.size) return { all, erased: 0 };
		return { all, erased: await this.#transaction(() => addTombstones(this.#client, local)) };
	}

	async deleteBefore(day: string): Promise<number> {
		const sql = 'DELETE FROM murmuration.heartbeat WHERE day < $1';
		return this.#ask(async () => (await this.#client.query(sql, [day])).rowCount ?? 0);
	}

	async admit(instances: readonly string[]): Promise<void> {
		const sql =
			'UPDATE murmuration.instance SET held = false WHERE instance_id = ANY($1::uuid[]) AND held';
		await this.#ask(() => this.#client.query(sql, [instances]));
	}

	async whilePublishing<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
		const asked = [publishLock];
		const [row] = await this.#rows(LockedRow, 'SELECT pg_try_advisory_lock($1) AS locked', asked);
		if (row?.locked !== true) return undefined;
		try {
			return await work();
		} finally {
			// With a broken connection the lock is gone as well.
			await this.#client.query('SELECT pg_advisory_unlock($1)', asked).catch(() => undefined);
		}
	}

	async readReleases(): Promise<ReleaseName[]> {
		return this.#rows(ReleaseRow, 'SELECT dataset, period FROM murmuration.release');
	}

	async recordReleases(releases: readonly ReleaseName[]): Promise<void> {
		await this.#ask(() =>
			this.#client.query(
				'INSERT INTO murmuration.release SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
				[releases.map(({ dataset }) => dataset), releases.map(({ period }) => period)]
			)
		);
	}

	async close(): Promise<void> {
		await this.#client.end().catch(() => undefined);
	}

	async #record({ name, drainedBytes, tail }: DrainedTo): Promise<void> {
		await this.#client.query(readStatement('record_segment'), [name, drainedBytes, tail]);
	}

	async #rows<Row>(row: z.ZodType<Row>, sql: string, values?: unknown[]): Promise<Row[]> {
		return this.#ask(async () => z.array(row).parse((await this.#client.query(sql, values)).rows));
	}

	#transaction<Result>(work: () => Promise<Result>): Promise<Result> {
		return this.#ask(() => inTransaction(this.#client, work));
	}

	async #ask<Result>(work: () => Promise<Result>): Promise<Result> {
		try {
			return await work();
		} catch (error) {
			throw toStoreError(this.name, error);
		}
	}
}
