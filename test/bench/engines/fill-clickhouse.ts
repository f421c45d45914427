import { parseClickHouseAddress } from '../../../src/lib/server/store/clickhouse/cluster/clickhouse-address.ts';
import { openCluster } from '../../../src/lib/server/store/clickhouse/cluster/cluster.ts';
import { openClickHouse } from '../../../src/lib/server/store/clickhouse/clickhouse-store.ts';
import {
	heartbeatColumns,
	toDayNumber
} from '../../../src/lib/server/store/clickhouse/heartbeat-row.ts';
import { ClickHouseCluster } from '../../support/clickhouse/cluster.ts';
import type { Engine } from './engine.ts';
import { clickHouseWords, insertNight, nightsOf, type FleetSize } from './made-up-fleet.ts';

/** ClickHouse, two shards of their own. */
export async function fillClickHouse(size: FleetSize): Promise<Engine> {
	const servers = await ClickHouseCluster.start();
	const address = parseClickHouseAddress(servers.address('fleet'), '--engines');
	const store = await openClickHouse(address);
	const cluster = await openCluster(address);
	for (const day of nightsOf(size)) {
		await cluster.entry.tell(insertNight('heartbeat', day, clickHouseWords(size, day)));
	}
	await cluster.entry.tell(
		`INSERT INTO instance
		SELECT instance_id, (0, min(day)), max(day), (0, false), false FROM heartbeat GROUP BY instance_id`
	);
	return {
		name: 'ClickHouse, two shards',
		counter: store,
		reduce: async ({ start, end }) => {
			const sql = `CREATE TEMPORARY TABLE bare ENGINE = Memory AS
				SELECT instance_id, argMax((${heartbeatColumns.join(', ')}), (day, moment)) AS latest FROM heartbeat_shard
				WHERE day >= ${toDayNumber(start)} AND day < ${toDayNumber(end)} GROUP BY instance_id`;
			await cluster.onShards((shard) =>
				shard.inSession(async (session) => {
					await session.tell(sql);
					await session.tell('DROP TEMPORARY TABLE bare');
				})
			);
		},
		close: async () => {
			await cluster.close();
			await store.close();
			await servers.remove();
		}
	};
}
