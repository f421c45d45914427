// A telemetry store in PostgreSQL, read only: each session sees one moment of it, and a server that restarts is waited for.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import type { DatabaseAddress } from './database-address.ts';
import { toLines } from './binary-lines.ts';
import { ReadOnlySession, type Patience } from './read-only-session.ts';
import { findTelemetryTables, toDay, type TelemetryTables } from './telemetry-tables.ts';

/** Days of receipt in UTC, `until` is the last of them. */
export interface Days {
	readonly from: string;
	readonly until: string;
}

/** What the store holds. */
export interface StoreExtent extends Days {
	/** The server's own day. */
	readonly today: string;
	/** Bytes of the table on disk; 0 where the server can't tell. */
	readonly sizeBytes: number;
}

interface Session {
	readonly client: Client;
	readonly tables: TelemetryTables;
}

const ExtentRow = z.object({
	first: z.string().nullable(),
	last: z.string().nullable(),
	today: z.string(),
	size: z.coerce.number()
});

/** The tables `telemetry_heartbeats` and `telemetry_instances` of one database. */
export class TelemetryStore {
	readonly #session: ReadOnlySession;
	#found: Session | undefined;

	constructor(address: DatabaseAddress, patience: Patience = {}) {
		this.#session = new ReadOnlySession(address, patience);
	}

	/** First and last day of receipt; `undefined` when there is no heartbeat. */
	async readExtent(): Promise<StoreExtent | undefined> {
		return this.#ask(async ({ client, tables }) => {
			const { column, type } = tables.received;
			const { rows } = await client.query(
				`SELECT min(first)::text AS first, min(last)::text AS last, min(now() AT TIME ZONE 'UTC')::date::text AS today,
					coalesce(min(pg_table_size($1::regclass)), 0) AS size
				FROM (SELECT ${toDay(`min(${column})`, type)} AS first, ${toDay(`max(${column})`, type)} AS last
					FROM ${tables.heartbeats}) AS span`,
				[tables.heartbeats]
			);
			const { first, last, today, size } = ExtentRow.parse(rows[0]);
			if (first === null || last === null) return undefined;
			return { from: first, until: last, today, sizeBytes: size };
		});
	}

	/** Writes the heartbeats received on `days` to a new `file` that only this user may read, one JSON text per line. */
	async copyHeartbeats({ from, until }: Days, file: string): Promise<void> {
		await this.#ask(({ client, tables }) => {
			const { column, type } = tables.received;
			const since = toMoment(from, type);
			const before = toMoment(dayAfter(until), type);
			const query = `SELECT ${tables.payload} FROM ${tables.heartbeats} WHERE ${column} >= ${since} AND ${column} < ${before}`;
			const rows = client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`));
			return pipeline(rows, toLines, createWriteStream(file, { mode: 0o600 }));
		});
	}

	/**
	 * Writes every instance with the day on which it was first seen to a new `file`, tab-separated.
	 *
	 * @returns whether the store knows such days
	 */
	async copyInstances(file: string): Promise<boolean> {
		return this.#ask(async ({ client, tables: { instances, firstSeen } }) => {
			if (firstSeen === undefined) return false;
			const query = `SELECT instance_id::text, ${firstSeen}::text FROM ${instances} WHERE ${firstSeen} IS NOT NULL`;
			const rows = client.query(copyTo(`COPY (${query}) TO STDOUT`));
			await pipeline(rows, createWriteStream(file, { mode: 0o600 }));
			return true;
		});
	}

	close(): Promise<void> {
		return this.#session.close();
	}

	/** The tables are looked up once in each session: a server that was away may have others. */
	#ask<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
		return this.#session.ask(async (client) => {
			if (this.#found?.client !== client) {
				this.#found = { client, tables: await findTelemetryTables(client) };
			}
			return work(this.#found);
		});
	}
}

/** The UTC day after `day`, both like 2026-11-09. */
export function dayAfter(day: string): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** A day as the database compares it; the day comes from a database, so it is checked before it stands in SQL. */
function toMoment(day: string, type: 'timestamptz' | 'timestamp' | 'date'): string {
	z.iso.date().parse(day);
	if (type === 'date') return `DATE '${day}'`;
	return type === 'timestamp' ? `TIMESTAMP '${day} 00:00:00'` : `TIMESTAMPTZ '${day} 00:00:00Z'`;
}
