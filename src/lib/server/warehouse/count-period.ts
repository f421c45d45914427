// What a period counts, wherever that comes from: heartbeats, the register of usage records, or rows that were
// aggregated elsewhere.
import type { Dataset } from '../../schema/dataset.ts';
import type { Period } from '../../schema/period.ts';
import type {
	FinestCount,
	FinestDivision,
	HeartbeatCounter,
	Thresholds
} from '../store/heartbeat-counter.ts';
import { toWholeCells } from '../store/whole-cells.ts';
import { countRegister } from './register.ts';
import { sumRegister, type UnitAmount } from './sum-register.ts';
import { readAggregates } from './usage/aggregates/aggregate-store.ts';
import { countAggregates } from './usage/aggregates/count-aggregates.ts';
import { isUsage } from './usage/usage-tables.ts';
import { WarehouseHeartbeats } from './warehouse-heartbeats.ts';
import type { Warehouse } from './warehouse.ts';

/** The finest counts per id of a table that counts, and what is known of the sums per id of a table of sums. */
export interface CountedPeriod {
	readonly counts: ReadonlyMap<string, readonly FinestCount[]>;
	readonly amounts:
		| { readonly of: 'units'; readonly rows: ReadonlyMap<string, readonly UnitAmount[]> }
		| { readonly of: 'aggregates'; readonly rows: ReadonlyMap<string, readonly FinestDivision[]> };
}

/**
 * Counts a period. Whoever aggregated rows has left out units that are too young, and cut off what one unit adds.
 *
 * @param heartbeats where they are, when not in the warehouse
 * @throws {StoreError} when heartbeats can't be counted, or not all of them
 * @throws {OutdatedAggregatesError} when aggregated rows no longer fit the dataset
 */
export async function countPeriod(
	warehouse: Warehouse,
	dataset: Dataset,
	period: Period,
	policy: Thresholds,
	heartbeats: HeartbeatCounter = new WarehouseHeartbeats(warehouse)
): Promise<CountedPeriod> {
	if (!isUsage(dataset)) {
		const cells = await heartbeats.count(dataset, period, policy);
		const { counts, divisions } = toWholeCells(dataset, cells);
		return { counts, amounts: { of: 'aggregates', rows: divisions } };
	}
	const aggregates = await readAggregates(warehouse, dataset, period);
	if (aggregates.length > 0) {
		const { counts, divisions } = countAggregates(dataset, aggregates);
		return { counts, amounts: { of: 'aggregates', rows: divisions } };
	}
	const counts = await countRegister(warehouse, dataset, period, policy);
	return { counts, amounts: { of: 'units', rows: await sumRegister(warehouse, dataset, period) } };
}
