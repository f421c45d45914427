// One round of publishing from the database behind several receivers, which counts the heartbeats itself.
import type { HeartbeatStore } from '../../store/heartbeat-store.ts';
import type { StoreAddress } from '../../store/store-address.ts';
import { withStore } from '../../store/with-store.ts';
import { readSetting } from '../../warehouse/setting.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { claimOrigin } from '../drain-inbox.ts';
import type { PublishOptions } from '../publish.ts';
import { bringHeartbeats } from './bring-heartbeats.ts';
import { takeTurn, type Turn } from './publish-turn.ts';
import { shareTombstones } from './share-tombstones.ts';

/** What publishing needs of the round. */
export type StoreRound = Required<Pick<PublishOptions, 'heartbeats' | 'turn'>>;

/**
 * Does `publish` in turn with other machines. Sample data is published from the warehouse, until the first heartbeat of
 * one's own is in the store.
 *
 * @throws {StoreError} when the database can't be used; releases that were written until then stay, and no others are
 */
export async function publishRound<Result>(
	warehouse: Warehouse,
	address: StoreAddress,
	dataFolder: string,
	publish: (round: StoreRound) => Promise<Result>
): Promise<Turn<Result>> {
	return withStore(address, (store) =>
		takeTurn(store, dataFolder, async (turn) => {
			await shareTombstones(warehouse, store, dataFolder);
			await bringHeartbeats(warehouse, store);
			if (await isEmpty(store)) {
				const isSample = (await readSetting(warehouse, 'origin')) === 'sample';
				return publish({ heartbeats: isSample ? undefined : store, turn });
			}
			await claimOrigin(warehouse, dataFolder);
			return publish({ heartbeats: store, turn });
		})
	);
}

async function isEmpty(store: HeartbeatStore): Promise<boolean> {
	return (await store.readSpan()) === undefined && (await store.listHeld()).length === 0;
}

/** Why a machine does not publish, in words; `undefined` when it did. */
export function whyNotPublished(turn: Turn<unknown>): string | undefined {
	if ('result' in turn) return undefined;
	if ('busy' in turn) return 'another machine publishes from this database now';
	const [first] = turn.missing;
	return `this machine only receives: ${turn.missing.length} releases of this database, ${first?.dataset ?? ''} ${first?.period ?? ''} among them, are in the data folder of another one; share or copy its folder published to publish here`;
}
