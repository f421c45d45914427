// What a machine keeps in its own warehouse goes to the store that it shares with others: heartbeats of files that the
// steward loads here, and of the time before there was a store. The warehouse of a machine that published from a copy
// of the store has that copy: it goes the same way, changes nothing there, and is gone here.
import type { HeartbeatStore } from '../../store/heartbeat-store.ts';
import { leaveHeartbeats, leaveInstances } from '../../warehouse/leave.ts';
import { readSetting } from '../../warehouse/setting.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

/** How many go into one transaction of the store. */
const linesAtOnce = 20_000;

/**
 * Moves all heartbeats of the warehouse to the store; those of the sample stay. Whom the warehouse counts counts there
 * as well, as old as it was here. Tombstones have to be shared before.
 *
 * @returns how many heartbeats were moved
 * @throws {StoreError} when the store can't be used; what was not moved stays in the warehouse
 */
export async function bringHeartbeats(
	warehouse: Warehouse,
	store: HeartbeatStore
): Promise<number> {
	if ((await readSetting(warehouse, 'origin')) === 'sample') return 0;
	const counting = await leaveHeartbeats(warehouse, 'heartbeat', linesAtOnce, (lines) =>
		store.append(lines, false)
	);
	await leaveInstances(warehouse, linesAtOnce, (instances) => store.vouch(instances));
	const held = await leaveHeartbeats(warehouse, 'quarantine', linesAtOnce, (lines) =>
		store.append(lines, true)
	);
	return counting + held;
}
