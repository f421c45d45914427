// Rows of heartbeats enter the warehouse here, and the tables keep their invariants.
import { z } from 'zod';
import { readStatement } from '../statement.ts';
import type { Warehouse } from '../connection.ts';

/** What became of inserted rows. */
export interface InsertCounts {
	/** Rows that are in the warehouse now. */
	readonly loaded: number;
	/** Rows that lost to an equal or later heartbeat of the same instance and day, in the warehouse or among them. */
	readonly duplicate: number;
	/** Older heartbeats the loaded ones took the place of. */
	readonly replaced: number;
}

const BigCount = z.bigint().transform(Number);
const LastRow = z.object({ last: BigCount });
const LostRow = z.object({ duplicate: BigCount, replaced: BigCount });

/**
 * Runs `insertRows` and restores the invariants of the tables, in one transaction.
 *
 * @param insertRows appends to `heartbeat`; gets the highest rowid before it, returns how many rows it left above that
 */
export async function insertHeartbeats(
	warehouse: Warehouse,
	insertRows: (last: number) => Promise<number>
): Promise<InsertCounts> {
	return warehouse.transaction(async () => {
		const [row] = await warehouse.all('SELECT coalesce(max(rowid), -1) AS last FROM heartbeat');
		const { last } = LastRow.parse(row);
		const inserted = await insertRows(last);
		await warehouse.run(readStatement('load_contender'), { last });
		const [lost] = await warehouse.all(readStatement('load_lost'));
		const { duplicate, replaced } = LostRow.parse(lost);
		await warehouse.run(readStatement('load_remove_lost'));
		await warehouse.run(readStatement('load_seen'), { last });
		await warehouse.run(readStatement('load_instance'));
		await warehouse.run(readStatement('load_instance_back'));
		return { loaded: inserted - duplicate, duplicate, replaced };
	});
}
