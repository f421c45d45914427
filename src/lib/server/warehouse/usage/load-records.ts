// Bulk loading of usage records: a file as a whole or not at all, and loading it again changes nothing.
import type { SourceFile } from '../../sources/source-file.ts';
import { SourceError } from '../../sources/source-error.ts';
import type { Warehouse } from '../connection.ts';
import { readTombstones, type Tombstones } from '../erasure/tombstones.ts';
import type { InsertCounts } from '../load/insert-heartbeats.ts';
import type { LoadResult } from '../load/load-file.ts';
import { firstLineOf, openLines, toReadError } from '../load/load-line.ts';
import { openRejectedFile } from '../load/rejected-file.ts';
import { readStatement } from '../statement.ts';
import { judgeRecords } from './judge-records.ts';
import { openUsage, usageStatement, type UsageDataset } from './usage-tables.ts';

/**
 * Loads one file of records of `dataset`. A record of the same unit, week and classification as an earlier one takes
 * its place.
 *
 * @param alongside is done in the transaction that takes the records in
 * @throws {SourceError} when the file as a whole can't be loaded; the warehouse is then as before
 */
export async function loadRecords(
	warehouse: Warehouse,
	dataset: UsageDataset,
	source: SourceFile,
	alongside?: () => Promise<void>
): Promise<LoadResult> {
	const rejectedFile = openRejectedFile(warehouse.folder, source);
	try {
		await openUsage(warehouse, dataset);
		await openLines(warehouse, source, 'usage_line_csv');
		const from = { format: source.format, firstLine: firstLineOf(source) };
		await judgeRecords(warehouse, dataset, from, (found) => {
			rejectedFile.append(found);
		});
		const tombstones = readTombstones(warehouse.folder);
		const counts = await insertStaged(warehouse, dataset, tombstones, alongside);
		const result = { ...counts, ...rejectedFile.keep() };
		if (result.loaded + result.duplicate + result.rejected === 0 && tombstones.isEmpty) {
			throw new SourceError(`${source.name}: the file is empty`);
		}
		return result;
	} catch (error) {
		rejectedFile.discard();
		throw toReadError(error, source);
	}
}

/** What is staged of units that were not forgotten into the tables of the dataset, in one transaction. */
async function insertStaged(
	warehouse: Warehouse,
	dataset: UsageDataset,
	tombstones: Tombstones,
	alongside?: () => Promise<void>
): Promise<InsertCounts> {
	return warehouse.transaction(async () => {
		await warehouse.run(`DELETE FROM usage_stage WHERE NOT ${tombstones.toSql('unit_id')}`);
		const repeated = await warehouse.run(readStatement('usage_drop_repeated'));
		const known = await warehouse.run(usageStatement(dataset, 'usage_drop_known'));
		const replaced = await warehouse.run(usageStatement(dataset, 'usage_drop_replaced'));
		const loaded = await warehouse.run(usageStatement(dataset, 'usage_insert'));
		await warehouse.run(usageStatement(dataset, 'usage_unit'));
		await alongside?.();
		return { loaded, duplicate: repeated + known, replaced };
	});
}
