// The contract of those who count heartbeats, with two real shards of ClickHouse.
import { afterAll, beforeAll } from 'vitest';
import { parseClickHouseAddress } from '../../src/lib/server/store/clickhouse/cluster/clickhouse-address.ts';
import { openClickHouse } from '../../src/lib/server/store/clickhouse/clickhouse-store.ts';
import { Tombstones } from '../../src/lib/server/warehouse/erasure/tombstones.ts';
import { toCanonicalLine } from '../../src/lib/server/warehouse/load/canonical-line.ts';
import { describeCounter, type OpenedCounter } from '../server/store/counter/describe-counter.ts';
import { ClickHouseCluster } from '../support/clickhouse/cluster.ts';

let cluster: ClickHouseCluster;
let opened = 0;
beforeAll(async () => {
	cluster = await ClickHouseCluster.start();
});
afterAll(() => cluster.remove());

describeCounter('ClickHouse', openNext, 8);

async function openNext(): Promise<OpenedCounter> {
	opened += 1;
	const database = `fleet_${opened}`;
	const address = parseClickHouseAddress(cluster.address(database), 'test');
	const store = await openClickHouse(address);
	return {
		counter: store,
		append: (heartbeats, over = false) => store.append(heartbeats.map(toCanonicalLine), over),
		forget: async (instance) => {
			await store.shareTombstones(new Tombstones().with(instance));
		},
		close: async () => {
			await store.close();
			await cluster.queryAll(`DROP DATABASE ${database} SYNC`);
		}
	};
}
