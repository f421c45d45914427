// What is past its retention goes: heartbeats and records. When a unit was first and last seen stays.
import { z } from 'zod';
import type { Dataset } from '../../../schema/dataset.ts';
import type { Expired } from '../../store/heartbeat-counter.ts';
import type { Warehouse } from '../connection.ts';
import { writeSetting } from '../setting.ts';
import { readStatement } from '../statement.ts';
import { isUsage, openUsage, usageStatement } from '../usage/usage-tables.ts';

const BigCount = z.bigint().transform(Number);
const ExpiredRow = z.object({ rows: BigCount, gone: BigCount });

/** Counts what of `dataset` is from before `day`; of records, those whose week ended before it. */
export async function countExpired(
	warehouse: Warehouse,
	dataset: Dataset,
	day: string
): Promise<Expired> {
	if (isUsage(dataset)) await openUsage(warehouse, dataset);
	const sql = isUsage(dataset)
		? usageStatement(dataset, 'usage_expired')
		: readStatement(`expired_${dataset.register ?? ''}`);
	const [row] = await warehouse.all(sql, { before: day });
	return ExpiredRow.parse(row);
}

/** Deletes what `countExpired` counts; the file of the warehouse has to be rewritten afterwards. */
export async function expire(
	warehouse: Warehouse,
	dataset: Dataset,
	day: string
): Promise<Expired> {
	const expired = await countExpired(warehouse, dataset, day);
	if (expired.rows === 0) return expired;
	await warehouse.transaction(async () => {
		for (const sql of expiring(dataset)) await warehouse.run(sql, { before: day });
		await writeSetting(warehouse, 'rewrite', 'pending');
	});
	return expired;
}

function expiring(dataset: Dataset): string[] {
	if (isUsage(dataset)) {
		return ['usage_expire', 'usage_aggregate_expire'].map((name) => usageStatement(dataset, name));
	}
	return ['expire_instances', 'expire_heartbeats', 'expire_quarantine'].map(readStatement);
}
