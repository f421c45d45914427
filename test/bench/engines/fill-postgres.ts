import pg from 'pg';
import { parseDatabaseAddress } from '../../../src/lib/server/sources/postgres/database-address.ts';
import { openStore } from '../../../src/lib/server/store/postgres/postgres-store.ts';
import { TelemetryDatabase } from '../../support/telemetry-database.ts';
import type { Engine } from './engine.ts';
import { openMachine } from './machine.ts';
import {
	commonWords,
	insertInstances,
	insertNight,
	nightsOf,
	type FleetSize
} from './made-up-fleet.ts';

/** PostgreSQL, a server of its own. */
export async function fillPostgres(size: FleetSize): Promise<Engine> {
	const database = await TelemetryDatabase.start([
		...['-c', 'shared_buffers=512MB', '-c', 'max_wal_size=8GB', '-c', 'fsync=off']
	]);
	const address = parseDatabaseAddress(database.address);
	const machine = await openMachine(address);
	const store = await openStore(address);
	const client = new pg.Client(database.address);
	await client.connect();
	await client.query("SET TimeZone = 'UTC'");
	for (const day of nightsOf(size)) {
		await client.query(insertNight('murmuration.heartbeat', day, commonWords(size, day)));
	}
	await client.query(insertInstances('murmuration.heartbeat', 'murmuration.instance', ', false'));
	await client.query('VACUUM ANALYZE murmuration.heartbeat');
	await client.query('VACUUM ANALYZE murmuration.instance');
	return {
		name: 'PostgreSQL',
		counter: store,
		machine,
		reduce: async ({ start, end }) => {
			await client.query(
				`DROP TABLE IF EXISTS bare; CREATE TEMPORARY TABLE bare AS
				SELECT DISTINCT ON (instance_id) * FROM murmuration.heartbeat
				WHERE day >= date '${start}' AND day < date '${end}' ORDER BY instance_id, day DESC`
			);
		},
		addEmpty: async () => {
			await client.query('CREATE DATABASE empty');
			return parseDatabaseAddress(database.address.replace(/[^/]+$/, 'empty'));
		},
		close: async () => {
			await client.end();
			await store.close();
			machine.close();
			await database.remove();
		}
	};
}
