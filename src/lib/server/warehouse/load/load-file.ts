// Bulk loading: a file becomes heartbeats as a whole or not at all, and loading it again changes nothing.
import { z } from 'zod';
import { inspectFile, type SourceFile } from '../../sources/source-file.ts';
import { SourceError } from '../../sources/source-error.ts';
import { firstLineOf, isUnproven, openChecked, openLines, toReadError } from './load-line.ts';
import { judgeSuspects, type LineProblem } from './load-suspects.ts';
import { openRejectedFile, type RejectedFile } from './rejected-file.ts';
import { readStatement } from '../statement.ts';
import type { Warehouse } from '../connection.ts';

/** What became of the rows of a file: `loaded + duplicate + rejected` is their number. */
export interface LoadResult {
	/** Rows that are in the warehouse now. */
	readonly loaded: number;
	/** Rows that lost to an equal or later heartbeat of the same instance and day, in the warehouse or the file. */
	readonly duplicate: number;
	readonly rejected: number;
	/** Older heartbeats the loaded ones took the place of. */
	readonly replaced: number;
	/** Problems of the first rejected rows. */
	readonly problems: readonly LineProblem[];
	readonly rejectedFile?: string;
}

type Counts = Pick<LoadResult, 'loaded' | 'duplicate' | 'replaced'>;

const shownProblems = 5;
const BigCount = z.bigint().transform(Number);
const LastRow = z.object({ last: BigCount });
const LostRow = z.object({ duplicate: BigCount, replaced: BigCount });

/**
 * Loads one file of heartbeats.
 *
 * @throws {SourceError} when the file as a whole can't be loaded; the warehouse is then as before
 */
export async function loadFile(warehouse: Warehouse, path: string): Promise<LoadResult> {
	return loadSource(warehouse, await inspectFile(path));
}

/** As `loadFile`, for a file that has been inspected. */
export async function loadSource(warehouse: Warehouse, source: SourceFile): Promise<LoadResult> {
	const rejectedFile = openRejectedFile(warehouse.folder, source);
	try {
		await openLines(warehouse, source);
		const result =
			(await loadProven(warehouse)) ?? (await loadJudged(warehouse, source, rejectedFile));
		if (result.loaded + result.duplicate + result.rejected === 0) {
			throw new SourceError(`${source.name}: the file is empty`);
		}
		return result;
	} catch (error) {
		rejectedFile.discard();
		throw toReadError(error, source);
	}
}

/** Loads a file in which every line is proven; `undefined`, and nothing loaded, when one is not. */
async function loadProven(warehouse: Warehouse): Promise<LoadResult | undefined> {
	try {
		await openChecked(warehouse, false);
		const counts = await insert(warehouse, () => warehouse.run(readStatement('load_insert_all')));
		return { ...counts, rejected: 0, problems: [] };
	} catch (error) {
		if (isUnproven(error)) return undefined;
		throw error;
	}
}

async function loadJudged(
	warehouse: Warehouse,
	source: SourceFile,
	rejectedFile: RejectedFile
): Promise<LoadResult> {
	const problems: LineProblem[] = [];
	let rejected = 0;
	await openChecked(warehouse, true);
	await judgeSuspects(warehouse, firstLineOf(source), (found) => {
		rejected += 1;
		rejectedFile.append(found);
		problems.push(...found.slice(0, shownProblems - problems.length));
	});
	const counts = await insert(warehouse, async () => {
		const proven = await warehouse.run(readStatement('load_insert_proven'));
		await warehouse.run(readStatement('load_line_accepted'));
		return proven + (await warehouse.run(readStatement('load_insert_accepted')));
	});
	const kept = rejectedFile.keep();
	return { ...counts, rejected, problems, ...(kept === undefined ? {} : { rejectedFile: kept }) };
}

/** Runs `insertRows` and restores the invariants of the tables, in one transaction. */
async function insert(warehouse: Warehouse, insertRows: () => Promise<number>): Promise<Counts> {
	return warehouse.transaction(async () => {
		const [row] = await warehouse.all('SELECT coalesce(max(rowid), -1) AS last FROM heartbeat');
		const { last } = LastRow.parse(row);
		const inserted = await insertRows();
		await warehouse.run(readStatement('load_contender'), { last });
		const [lost] = await warehouse.all(readStatement('load_lost'));
		const { duplicate, replaced } = LostRow.parse(lost);
		await warehouse.run(readStatement('load_remove_lost'));
		await warehouse.run(readStatement('load_instance'), { last });
		return { loaded: inserted - duplicate, duplicate, replaced };
	});
}
