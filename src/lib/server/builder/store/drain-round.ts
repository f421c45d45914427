// One round of draining to the database behind several receivers. While that is away everything stays in the inbox.
import { writeStoreState } from '../../inbox/store-state.ts';
import { StoreError } from '../../store/store-error.ts';
import type { StoreAddress } from '../../store/store-address.ts';
import { withStore } from '../../store/with-store.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { drainTo } from '../drain-inbox.ts';
import type { Drained } from '../drain-segment.ts';
import { bringHeartbeats } from './bring-heartbeats.ts';
import { shareTombstones } from './share-tombstones.ts';
import { storeBatchBytes, toStoreTarget } from './drain-to-store.ts';

export interface DrainRoundOptions {
	readonly dataFolder: string;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** What a round of draining to a store did. */
export interface DrainedRound extends Drained {
	/** Heartbeats that the warehouse of this machine had. */
	readonly moved: number;
}

/**
 * Drains the inbox of this machine, brings the heartbeats that its warehouse has, and forgets whom other machines have forgotten.
 *
 * @param warehouse whoever holds it is the only one to drain this inbox; no heartbeat goes into it
 * @throws {StoreError} when the database can't be used; what is not drained stays in the inbox
 */
export async function drainRound(
	warehouse: Warehouse,
	address: StoreAddress,
	{ dataFolder, now }: DrainRoundOptions
): Promise<DrainedRound> {
	try {
		const drained = await withStore(address, async (store) => {
			await shareTombstones(warehouse, store, dataFolder);
			const beforeLoad = () => Promise.resolve();
			const options = { dataFolder, now, batchBytes: storeBatchBytes, beforeLoad };
			const moved = await bringHeartbeats(warehouse, store);
			return { ...(await drainTo(toStoreTarget(store, warehouse.folder), options)), moved };
		});
		await writeStoreState(dataFolder, true, now);
		return drained;
	} catch (error) {
		if (error instanceof StoreError) await writeStoreState(dataFolder, false, now);
		throw error;
	}
}
