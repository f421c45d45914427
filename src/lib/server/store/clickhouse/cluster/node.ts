// One server of a cluster over HTTP: questions in, rows out.
import { randomUUID } from 'node:crypto';
import { createClient, ClickHouseLogLevel, type ClickHouseClient } from '@clickhouse/client';
import { z } from 'zod';
import { toStoreError } from './away.ts';
import type { ClickHouseAddress } from './clickhouse-address.ts';
import { settings } from './settings.ts';

/** Values for `{name:Type}` in a statement. */
export type Parameters = Readonly<Record<string, string | number | readonly string[]>>;

/** One value of a row, as it is to be stored. */
export type Value = string | number | boolean | readonly string[] | readonly (number | boolean)[];

/** Where statements run one after the other, and temporary tables live between them. */
export interface Session {
	rows<Row>(row: z.ZodType<Row>, sql: string, parameters?: Parameters): Promise<Row[]>;
	tell(sql: string, parameters?: Parameters): Promise<void>;
}

/** Counting a month of a large fleet and rewriting parts for who is forgotten both take their time. */
const answerTimeoutMs = 3_600_000;
const reachTimeoutMs = 10_000;

/** Every method throws a `StoreError` when the server can't be used. */
export class Node implements Session {
	readonly #client: ClickHouseClient;
	readonly #name: string;

	/**
	 * @param name for messages
	 * @param url of this server, where it is not that of the address
	 * @param database another one than that of the address, which may not be there yet
	 */
	constructor(
		{ clickhouse }: ClickHouseAddress,
		name: string,
		url = clickhouse.url,
		database = clickhouse.database
	) {
		this.#name = name;
		const { username, password, authority } = clickhouse;
		this.#client = createClient({
			...{ url, username, password, database },
			...(authority && url.startsWith('https:') && { tls: { ca_cert: authority } }),
			application: 'murmuration',
			request_timeout: answerTimeoutMs,
			clickhouse_settings: settings,
			// Reasons come as errors; the log of a driver could quote values.
			log: { level: ClickHouseLogLevel.OFF }
		});
	}

	/** Whether somebody answers at all, told soon. */
	async reach(): Promise<void> {
		await this.#ask(() =>
			this.#client.command({
				query: 'SELECT 1',
				abort_signal: AbortSignal.timeout(reachTimeoutMs)
			})
		);
	}

	rows<Row>(row: z.ZodType<Row>, sql: string, parameters: Parameters = {}): Promise<Row[]> {
		return this.#rows(row, sql, parameters);
	}

	tell(sql: string, parameters: Parameters = {}): Promise<void> {
		return this.#tell(sql, parameters);
	}

	/** Stores `rows`, with values in the order of `columns`; nothing where there are none. */
	async insert(table: string, columns: readonly string[], rows: Value[][]): Promise<void> {
		const [first, ...others] = columns;
		if (rows.length === 0 || first === undefined) return;
		await this.#ask(() =>
			this.#client.insert({
				table,
				columns: [first, ...others],
				values: rows,
				format: 'JSONCompactEachRow'
			})
		);
	}

	/** Does `work` in a session that nobody else uses. */
	inSession<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
		const id = randomUUID();
		return work({
			rows: (row, sql, parameters = {}) => this.#rows(row, sql, parameters, id),
			tell: (sql, parameters = {}) => this.#tell(sql, parameters, id)
		});
	}

	async close(): Promise<void> {
		await this.#client.close().catch(() => undefined);
	}

	#rows<Row>(
		row: z.ZodType<Row>,
		query: string,
		parameters: Parameters,
		session?: string
	): Promise<Row[]> {
		return this.#ask(async () => {
			const answer = await this.#client.query({
				query,
				query_params: parameters,
				format: 'JSONCompactEachRow',
				...(session !== undefined && { session_id: session })
			});
			return z.array(row).parse(await answer.json());
		});
	}

	async #tell(query: string, parameters: Parameters, session?: string): Promise<void> {
		await this.#ask(() =>
			this.#client.command({
				query,
				query_params: parameters,
				...(session !== undefined && { session_id: session })
			})
		);
	}

	async #ask<Result>(work: () => Promise<Result>): Promise<Result> {
		try {
			return await work();
		} catch (error) {
			throw toStoreError(this.#name, error);
		}
	}
}
