import type { DatabaseAddress } from '../sources/postgres/database-address.ts';
import type { HeartbeatStore } from './heartbeat-store.ts';
import { openStore } from './postgres/postgres-store.ts';

/**
 * Does `work` with the store of a database, which is open no longer than that.
 *
 * @throws {StoreError} when it can't be used
 */
export async function withStore<Result>(
	address: DatabaseAddress,
	work: (store: HeartbeatStore) => Promise<Result>
): Promise<Result> {
	const store = await openStore(address);
	return work(store).finally(() => store.close());
}
