// A session of a database in which nothing can be written and one moment is seen; a server that is away is waited for.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { z } from 'zod';
import { SourceError } from '../source-error.ts';
import type { DatabaseAddress } from './database-address.ts';
import { isAway } from './database-away.ts';

/** How a server that is away is waited for. */
export interface Patience {
	/** Waits between attempts, in milliseconds. */
	readonly waitsMs?: readonly number[];
	/** Called before each wait. */
	readonly onAway?: (waitMs: number) => void;
}

const defaultWaitsMs = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000];
const connectTimeoutMs = 15_000;
const begin = `BEGIN TRANSACTION READ ONLY ISOLATION LEVEL REPEATABLE READ;
	SET LOCAL TimeZone = 'UTC'; SET LOCAL statement_timeout = 0;
	SET LOCAL idle_in_transaction_session_timeout = 0`;

/** Sessions of one database, one at a time. */
export class ReadOnlySession {
	readonly #address: DatabaseAddress;
	readonly #patience: Patience;
	#client: Client | undefined;

	constructor(address: DatabaseAddress, patience: Patience) {
		this.#address = address;
		this.#patience = patience;
	}

	/**
	 * Does `work` in the session, and again in a new one after the server was away.
	 *
	 * @throws {SourceError} when it stays away or says no
	 */
	async ask<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
		const waits = [...(this.#patience.waitsMs ?? defaultWaitsMs)];
		for (;;) {
			try {
				this.#client ??= await this.#open();
				return await work(this.#client);
			} catch (error) {
				await this.close();
				const waitMs = isAway(error) ? waits.shift() : undefined;
				if (waitMs === undefined) throw this.#toSourceError(error);
				this.#patience.onAway?.(waitMs);
				await sleep(waitMs);
			}
		}
	}

	async close(): Promise<void> {
		const client = this.#client;
		this.#client = undefined;
		await client?.end().catch(() => undefined);
	}

	async #open(): Promise<Client> {
		const client = new Client({
			...this.#address.config,
			application_name: 'murmuration load',
			connectionTimeoutMillis: connectTimeoutMs
		});
		// A connection that breaks between two questions; the next one finds out and asks again.
		client.on('error', () => undefined);
		try {
			await client.connect();
			await client.query(begin);
			return client;
		} catch (error) {
			await client.end().catch(() => undefined);
			throw error;
		}
	}

	#toSourceError(error: unknown): unknown {
		const isBug = error instanceof TypeError || error instanceof z.ZodError;
		if (isBug || !(error instanceof Error)) return error;
		return new SourceError(`${this.#address.name}: ${error.message}`, { cause: error });
	}
}
