import { parseClickHouseAddress } from '../../../src/lib/server/store/clickhouse/cluster/clickhouse-address.ts';
import { openCluster } from '../../../src/lib/server/store/clickhouse/cluster/cluster.ts';
import { openClickHouse } from '../../../src/lib/server/store/clickhouse/clickhouse-store.ts';
import { toDayNumber } from '../../../src/lib/server/store/clickhouse/heartbeat-row.ts';
import { ClickHouseCluster } from '../../support/clickhouse/cluster.ts';
import type { Engine } from './engine.ts';
import { openMachine } from './machine.ts';
import { clickHouseWords, insertNight, nightsOf, type FleetSize } from './made-up-fleet.ts';

const address = (servers: ClickHouseCluster, database: string) =>
	parseClickHouseAddress(servers.address(database), '--engines');

/** ClickHouse, two shards of their own. */
export async function fillClickHouse(size: FleetSize): Promise<Engine> {
	const servers = await ClickHouseCluster.start();
	const machine = await openMachine(address(servers, 'fleet'));
	const store = await openClickHouse(address(servers, 'fleet'));
	const cluster = await openCluster(address(servers, 'fleet'));
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
		machine,
		// The columns that count alone: several times as fast as argMax of whole rows.
		reduce: async ({ start, end }) => {
			const within = `day >= ${toDayNumber(start)} AND day < ${toDayNumber(end)}`;
			const sql = `CREATE TEMPORARY TABLE bare ENGINE = Memory AS
				SELECT
					instance_id, version, deployment, uptime_hours, node_version, os, arch, db_version, active_users,
					repos_connected, prs_reviewed, kody_rules_enabled, integrations
				FROM heartbeat_shard
				WHERE ${within} AND (instance_id, day * 86400000000 + moment) IN (
					SELECT instance_id, max(day * 86400000000 + moment) FROM heartbeat_shard WHERE ${within} GROUP BY instance_id
				)`;
			await cluster.onShards((shard) =>
				shard.inSession(async (session) => {
					await session.tell(sql);
					await session.tell('DROP TEMPORARY TABLE bare');
				})
			);
		},
		addEmpty: () => Promise.resolve(address(servers, 'empty')),
		close: async () => {
			await cluster.close();
			await store.close();
			machine.close();
			await servers.remove();
		}
	};
}
