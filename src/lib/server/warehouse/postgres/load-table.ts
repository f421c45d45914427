// A table of usage records in PostgreSQL into the warehouse, some weeks at a time; whatever dies at whatever moment, the
// next load goes on where the last commit ended.
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseAddress } from '../../sources/postgres/database-address.ts';
import type { Patience } from '../../sources/postgres/read-only-session.ts';
import { RecordTable, type WeekOfRecords } from '../../sources/postgres/record-table.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { Warehouse } from '../connection.ts';
import type { LoadResult } from '../load/load-file.ts';
import { loadRecords } from '../usage/load-records.ts';
import type { UsageDataset } from '../usage/usage-tables.ts';
import { readLoadedDay, recordLoadedDay } from './loaded-day.ts';

/** A table of records and the dataset that they are of. */
export interface TableSource {
	readonly address: DatabaseAddress;
	readonly table: string;
	readonly dataset: UsageDataset;
}

export interface LoadTableOptions extends Patience {
	/** Read every week again, not only new ones. */
	readonly all?: boolean;
	/** About how many records are loaded at a time. */
	readonly stepRows?: number;
	/** Runs before each step is loaded. */
	readonly beforeLoad?: () => Promise<void>;
	/** Called after each commit with the last week of it, by its Monday. */
	readonly onStep?: (done: number, all: number, week: string | undefined) => void;
}

/** What became of each step: records of some weeks. */
export type TableResult = readonly LoadResult[];

const defaultStepRows = 200_000;
/** Records come late; weeks that began so long before the last one that was loaded are read once more. */
const lateDays = 14;

/**
 * Loads what a table got since the last time, with the newest weeks of that once more. Records whose week the database
 * can't tell are read each time.
 *
 * @throws {SourceError} when the table can't be read; what was committed before stays
 */
export async function loadTable(
	warehouse: Warehouse,
	source: TableSource,
	options: LoadTableOptions = {}
): Promise<TableResult> {
	const { address, table, dataset } = source;
	const records = new RecordTable(address, table, dataset.record, options);
	const name = `${address.name}#${table}#${dataset.id}`;
	const file = join(warehouse.folder, `postgres-${dataset.id}.copy`);
	const results: LoadResult[] = [];
	try {
		const loaded = await readLoadedDay(warehouse, name);
		const isWanted = ({ week }: WeekOfRecords) =>
			options.all === true || week === undefined || !loaded || week >= daysBefore(loaded);
		const weeks = (await records.readWeeks()).filter(isWanted);
		const steps = toSteps(weeks, options.stepRows ?? defaultStepRows);
		for (const { first, last } of steps) {
			await rm(file, { force: true });
			await records.copy(first, last, file);
			await options.beforeLoad?.();
			const isNewer = last !== undefined && last > (loaded ?? '');
			const record = async () => {
				if (isNewer) await recordLoadedDay(warehouse, name, last);
			};
			if ((await stat(file)).size > 0) {
				const copied = toSource(name, `${dataset.id}-${first ?? 'without-a-week'}`, file);
				results.push(await loadRecords(warehouse, dataset, copied, record));
			}
			options.onStep?.(results.length, steps.length, last);
		}
		return results;
	} finally {
		await records.close();
		await rm(file, { force: true });
	}
}

interface Step {
	readonly first: string | undefined;
	readonly last: string | undefined;
}

/** Weeks that follow each other, together while they have few records. */
function toSteps(weeks: readonly WeekOfRecords[], stepRows: number): Step[] {
	const steps: (Step & { readonly rows: number })[] = [];
	for (const { week, rows } of weeks) {
		const open = steps.at(-1);
		const fits = open?.first !== undefined && open.rows + rows <= stepRows;
		if (fits) steps[steps.length - 1] = { first: open.first, last: week, rows: open.rows + rows };
		else steps.push({ first: week, last: week, rows });
	}
	return steps;
}

function daysBefore(day: string): string {
	return new Date(Date.parse(day) - lateDays * 86_400_000).toISOString().slice(0, 10);
}

function toSource(identity: string, name: string, path: string): SourceFile {
	return { path, name: `postgres-${name}`, format: 'postgres', gzip: false, columns: [], identity };
}
