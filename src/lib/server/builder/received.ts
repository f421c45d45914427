// What was received of a dataset, wherever it is kept: usage in the warehouse, heartbeats there or in a store.
import type { Dataset } from '../../schema/dataset.ts';
import type { HeartbeatCounter } from '../store/heartbeat-counter.ts';
import { hasReceived, readSpan } from '../warehouse/register.ts';
import { countExpired, expire } from '../warehouse/retention/expire.ts';
import { isUsage } from '../warehouse/usage/usage-tables.ts';
import { WarehouseHeartbeats } from '../warehouse/warehouse-heartbeats.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** What the builder asks of a dataset besides its numbers. */
export type Received = Pick<
	HeartbeatCounter,
	'readSpan' | 'hasReceived' | 'countExpired' | 'expire'
>;

/** @param heartbeats where they are, when not in the warehouse */
export function receivedOf(
	warehouse: Warehouse,
	dataset: Dataset,
	heartbeats: HeartbeatCounter | undefined
): Received {
	if (!isUsage(dataset)) return heartbeats ?? new WarehouseHeartbeats(warehouse);
	return {
		readSpan: () => readSpan(warehouse, dataset),
		hasReceived: (period) => hasReceived(warehouse, dataset, period),
		countExpired: (day) => countExpired(warehouse, dataset, day),
		expire: (day) => expire(warehouse, dataset, day)
	};
}
