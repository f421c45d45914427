import { WarehouseHeartbeats } from '../../../src/lib/server/warehouse/warehouse-heartbeats.ts';
import type { Engine } from './engine.ts';
import { openMachine } from './machine.ts';
import {
	commonWords,
	insertInstances,
	insertNight,
	nightsOf,
	type FleetSize
} from './made-up-fleet.ts';

/** DuckDB, in a warehouse of its own. */
export async function fillDuckDb(size: FleetSize): Promise<Engine> {
	const machine = await openMachine();
	const { warehouse } = machine;
	for (const day of nightsOf(size)) {
		await warehouse.run(insertNight('heartbeat', day, commonWords(size, day)));
	}
	await warehouse.run(insertInstances('heartbeat', 'instance', ', NULL'));
	await warehouse.run('CHECKPOINT');
	return {
		name: 'DuckDB',
		counter: new WarehouseHeartbeats(warehouse),
		machine,
		reduce: async ({ start, end }) => {
			await warehouse.run(
				`CREATE OR REPLACE TEMPORARY TABLE bare AS
				SELECT instance_id, arg_max(heartbeat, day) AS latest FROM heartbeat
				WHERE day >= $start::DATE AND day < $end::DATE GROUP BY instance_id`,
				{ start, end }
			);
		},
		addEmpty: () => Promise.resolve(undefined),
		close: () => {
			machine.close();
			return Promise.resolve();
		}
	};
}
