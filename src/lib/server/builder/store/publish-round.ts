// One round of publishing from the database behind several receivers: what is new there comes into the warehouse first,
// what is past its retention leaves the database as well.
import { heartbeats } from '../../../datasets/heartbeats.ts';
import type { DatabaseAddress } from '../../sources/postgres/database-address.ts';
import type { HeartbeatStore } from '../../store/heartbeat-store.ts';
import { withStore } from '../../store/with-store.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { DueOptions } from '../list-due.ts';
import { planRetention } from '../retention/retain.ts';
import { loadFromStore, type LoadedFromStore } from './load-from-store.ts';
import { takeTurn, type Turn } from './publish-turn.ts';

/**
 * Loads what is new and does `publish`, in turn with other machines.
 *
 * @param publish gets what was loaded
 * @throws {StoreError} when the database can't be used
 */
export async function publishRound<Result>(
	warehouse: Warehouse,
	address: DatabaseAddress,
	dataFolder: string,
	publish: (loaded: LoadedFromStore, store: HeartbeatStore) => Promise<Result>
): Promise<Turn<Result>> {
	return withStore(address, (store) =>
		takeTurn(store, dataFolder, async () =>
			publish(await loadFromStore(warehouse, store, { dataFolder }), store)
		)
	);
}

/** Deletes heartbeats past their retention from the store; those stay that a period not yet published counts. */
export async function retainStore(
	warehouse: Warehouse,
	store: HeartbeatStore,
	options: Pick<DueOptions, 'dataFolder' | 'policy' | 'now'>
): Promise<number> {
	const { keptFrom } = await planRetention(warehouse, { ...options, dataset: heartbeats });
	return store.deleteBefore(keptFrom);
}

/** Why a machine does not publish, in words; `undefined` when it did. */
export function whyNotPublished(turn: Turn<unknown>): string | undefined {
	if ('result' in turn) return undefined;
	if ('busy' in turn) return 'another machine publishes from this database now';
	const [first] = turn.missing;
	return `this machine only receives: ${turn.missing.length} releases of this database, ${first?.dataset ?? ''} ${first?.period ?? ''} among them, are in the data folder of another one; share or copy its folder published to publish here`;
}
