// Who is forgotten on one machine is forgotten on all of them, each at its next round.
import type { HeartbeatStore } from '../../store/heartbeat-store.ts';
import { readTombstones, writeTombstones } from '../../warehouse/erasure/tombstones.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { eraseAll, type Erased } from '../erasure/erase.ts';

/**
 * Gives the store the tombstones of this folder, which erases there what is left of those units, and takes the ones of
 * other machines. The warehouse may have to be rewritten afterwards.
 *
 * @returns what was erased in the store and here
 */
export async function shareTombstones(
	warehouse: Warehouse,
	store: HeartbeatStore,
	dataFolder: string
): Promise<Erased> {
	const local = readTombstones(warehouse.folder);
	const { all, erased } = await store.shareTombstones(local);
	if (local.and(all).size === local.size) return { rows: erased, lines: 0 };
	await writeTombstones(warehouse.folder, local.and(all));
	const here = await eraseAll(warehouse, dataFolder, all);
	return { rows: erased + here.rows, lines: here.lines };
}
