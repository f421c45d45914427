// Records are kept as long as their dataset says, and no longer.
import type { Warehouse } from '../connection.ts';
import { usageStatement, type UsageDataset } from './usage-tables.ts';

/**
 * Deletes the records of `dataset` whose week ended more than its `retentionDays` ago. When a unit was first seen stays.
 *
 * @param now milliseconds since 1970
 * @returns how many it deleted
 */
export async function forgetOld(
	warehouse: Warehouse,
	dataset: UsageDataset,
	now: number
): Promise<number> {
	return warehouse.run(usageStatement(dataset, 'usage_forget_old'), {
		today: new Date(now).toISOString().slice(0, 10),
		days: dataset.record.retentionDays
	});
}
