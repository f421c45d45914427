import { openClickHouse } from './clickhouse/clickhouse-store.ts';
import type { HeartbeatStore } from './heartbeat-store.ts';
import { openStore } from './postgres/postgres-store.ts';
import type { StoreAddress } from './store-address.ts';

/**
 * Does `work` with the store of a database, which is open no longer than that.
 *
 * @throws {StoreError} when it can't be used
 */
export async function withStore<Result>(
	address: StoreAddress,
	work: (store: HeartbeatStore) => Promise<Result>
): Promise<Result> {
	const store = await ('clickhouse' in address ? openClickHouse(address) : openStore(address));
	return work(store).finally(() => store.close());
}
