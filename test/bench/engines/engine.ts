// The engines, each filled with the same fleet, with the reduction alone as their floor.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Period } from '../../../src/lib/schema/period.ts';
import { parseDatabaseAddress } from '../../../src/lib/server/sources/postgres/database-address.ts';
import type { HeartbeatCounter } from '../../../src/lib/server/store/heartbeat-counter.ts';
import { openStore } from '../../../src/lib/server/store/postgres/postgres-store.ts';
import { WarehouseHeartbeats } from '../../../src/lib/server/warehouse/warehouse-heartbeats.ts';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { TelemetryDatabase } from '../../support/telemetry-database.ts';
import { insertInstances, insertNight, nightsOf, type FleetSize } from './made-up-fleet.ts';

/** A filled engine. */
export interface Engine {
	readonly name: string;
	readonly counter: HeartbeatCounter;
	/** The last heartbeat of each instance in a period and nothing else, kept in a temporary table. */
	reduce(period: Period): Promise<void>;
	close(): Promise<void>;
}

/** DuckDB, in a warehouse of its own. */
export async function fillDuckDb(size: FleetSize): Promise<Engine> {
	const folder = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
	const warehouse = await openWarehouse(folder);
	for (const day of nightsOf(size)) await warehouse.run(insertNight('heartbeat', size, day));
	await warehouse.run(insertInstances('heartbeat', 'instance', ', NULL'));
	await warehouse.run('CHECKPOINT');
	return {
		name: 'DuckDB',
		counter: new WarehouseHeartbeats(warehouse),
		reduce: async ({ start, end }) => {
			await warehouse.run(
				`CREATE OR REPLACE TEMPORARY TABLE bare AS
				SELECT instance_id, arg_max(heartbeat, day) AS latest FROM heartbeat
				WHERE day >= $start::DATE AND day < $end::DATE GROUP BY instance_id`,
				{ start, end }
			);
		},
		close: () => {
			warehouse.close();
			rmSync(folder, { recursive: true });
			return Promise.resolve();
		}
	};
}

/** PostgreSQL, a server of its own. */
export async function fillPostgres(size: FleetSize): Promise<Engine> {
	const database = await TelemetryDatabase.start([
		...['-c', 'shared_buffers=512MB', '-c', 'max_wal_size=8GB', '-c', 'fsync=off']
	]);
	const store = await openStore(parseDatabaseAddress(database.address));
	const client = new pg.Client(database.address);
	await client.connect();
	await client.query("SET TimeZone = 'UTC'");
	for (const day of nightsOf(size)) {
		await client.query(insertNight('murmuration.heartbeat', size, day));
	}
	await client.query(insertInstances('murmuration.heartbeat', 'murmuration.instance', ', false'));
	await client.query('VACUUM ANALYZE murmuration.heartbeat');
	await client.query('VACUUM ANALYZE murmuration.instance');
	return {
		name: 'PostgreSQL',
		counter: store,
		reduce: async ({ start, end }) => {
			await client.query(
				`DROP TABLE IF EXISTS bare; CREATE TEMPORARY TABLE bare AS
				SELECT DISTINCT ON (instance_id) * FROM murmuration.heartbeat
				WHERE day >= date '${start}' AND day < date '${end}' ORDER BY instance_id, day DESC`
			);
		},
		close: async () => {
			await client.end();
			await store.close();
			await database.remove();
		}
	};
}
