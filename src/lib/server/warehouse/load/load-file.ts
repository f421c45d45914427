// Bulk loading: a file becomes heartbeats as a whole or not at all, and loading it again changes nothing.
import { inspectFile, type SourceFile } from '../../sources/source-file.ts';
import { SourceError } from '../../sources/source-error.ts';
import { readTombstones, type Tombstones } from '../erasure/tombstones.ts';
import { insertHeartbeats, type InsertCounts } from './insert-heartbeats.ts';
import { firstLineOf, isUnproven, openChecked, openLines, toReadError } from './load-line.ts';
import { judgeSuspects } from './load-suspects.ts';
import { openRejectedFile, type Rejected, type RejectedFile } from './rejected-file.ts';
import { readStatement } from '../statement.ts';
import type { Warehouse } from '../connection.ts';

/**
 * What became of the rows of a file: `loaded + duplicate + rejected` is their number, less those that a `Diversion` took
 * and those of units that were forgotten.
 */
export type LoadResult = InsertCounts & Rejected;

/**
 * What else happens in the transaction of a load, once its rows are in `heartbeat` above the rowid `last`.
 *
 * @returns how many of those rows it took out again
 */
export type Diversion = (last: number) => Promise<number>;

type Insert = (insertRows: () => Promise<number>) => Promise<InsertCounts>;

/**
 * Loads one file of heartbeats.
 *
 * @throws {SourceError} when the file as a whole can't be loaded; the warehouse is then as before
 */
export async function loadFile(warehouse: Warehouse, path: string): Promise<LoadResult> {
	return loadSource(warehouse, await inspectFile(path));
}

/** As `loadFile`, for a file that has been inspected. */
export async function loadSource(
	warehouse: Warehouse,
	source: SourceFile,
	divert: Diversion = () => Promise.resolve(0)
): Promise<LoadResult> {
	const rejectedFile = openRejectedFile(warehouse.folder, source);
	const tombstones = readTombstones(warehouse.folder);
	let diverted = 0;
	const insert = (insertRows: () => Promise<number>) =>
		insertHeartbeats(warehouse, async (last) => {
			const inserted = await insertRows();
			diverted = await divert(last);
			return inserted - diverted;
		});
	try {
		await openLines(warehouse, source);
		const result =
			(await loadProven(warehouse, tombstones, insert)) ??
			(await loadJudged(warehouse, tombstones, source, rejectedFile, insert));
		const rows = result.loaded + result.duplicate + result.rejected + diverted;
		if (rows === 0 && tombstones.isEmpty) {
			throw new SourceError(`${source.name}: the file is empty`);
		}
		return result;
	} catch (error) {
		rejectedFile.discard();
		throw toReadError(error, source);
	}
}

/** Loads a file in which every line is proven; `undefined`, and nothing loaded, when one is not. */
async function loadProven(
	warehouse: Warehouse,
	tombstones: Tombstones,
	insert: Insert
): Promise<LoadResult | undefined> {
	try {
		await openChecked(warehouse, tombstones, false);
		const counts = await insert(() => warehouse.run(readStatement('load_insert_all')));
		return { ...counts, rejected: 0, problems: [] };
	} catch (error) {
		if (isUnproven(error)) return undefined;
		throw error;
	}
}

async function loadJudged(
	warehouse: Warehouse,
	tombstones: Tombstones,
	source: SourceFile,
	rejectedFile: RejectedFile,
	insert: Insert
): Promise<LoadResult> {
	await openChecked(warehouse, tombstones, true);
	await judgeSuspects(warehouse, firstLineOf(source), (found) => {
		rejectedFile.append(found);
	});
	const counts = await insert(async () => {
		const proven = await warehouse.run(readStatement('load_insert_proven'));
		await warehouse.run(readStatement('load_line_accepted'));
		return proven + (await warehouse.run(readStatement('load_insert_accepted')));
	});
	return { ...counts, ...rejectedFile.keep() };
}
