import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WarehouseHeartbeats } from '../../../src/lib/server/warehouse/warehouse-heartbeats.ts';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import type { Engine } from './engine.ts';
import {
	commonWords,
	insertInstances,
	insertNight,
	nightsOf,
	type FleetSize
} from './made-up-fleet.ts';

/** DuckDB, in a warehouse of its own. */
export async function fillDuckDb(size: FleetSize): Promise<Engine> {
	const folder = mkdtempSync(join(tmpdir(), 'murmuration-bench-'));
	const warehouse = await openWarehouse(folder);
	for (const day of nightsOf(size)) {
		await warehouse.run(insertNight('heartbeat', day, commonWords(size, day)));
	}
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
