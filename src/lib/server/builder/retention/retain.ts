// What was received is kept as long as its dataset says, and until the periods that count it are published.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { retentionDaysOf } from '../../../schema/dataset.ts';
import type { Expired } from '../../store/heartbeat-counter.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { listDue, type DueOptions } from '../list-due.ts';
import { receivedOf } from '../received.ts';

/** What of a dataset is past its retention. */
export interface Retention extends Expired {
	readonly dataset: string;
	readonly keepDays: number;
	/** The first day (UTC) of which everything stays. */
	readonly keptFrom: string;
	/** The oldest period that is due and not published; what it counts stays until it is. */
	readonly waitsFor: string | undefined;
	/** Names of files with lines that were refused on that day or earlier. */
	readonly files: readonly string[];
}

/** Of what hour the lines of a file are that the builder refused. */
const refused = /^(refused|damaged)-.*(\d{4}-\d\d-\d\d)T\d\d-[0-9a-f]{8}(\.over)?\.ndjson$/;
const dayMs = 86_400_000;

/** What is past the retention of the dataset, without deleting anything. */
export async function planRetention(
	warehouse: Warehouse,
	options: Omit<DueOptions, 'period' | 'newestMonths'>
): Promise<Retention> {
	const { dataset, now } = options;
	const keepDays = retentionDaysOf(dataset);
	const oldest = new Date(now - keepDays * dayMs).toISOString().slice(0, 10);
	const due = await listDue(warehouse, options);
	const waiting = due.filter(({ start }) => start < oldest).sort(byStart)[0];
	const keptFrom = waiting?.start ?? oldest;
	return {
		dataset: dataset.id,
		keepDays,
		keptFrom,
		waitsFor: waiting?.id,
		...(await receivedOf(warehouse, dataset, options.heartbeats).countExpired(keptFrom)),
		files: dataset.register === undefined ? [] : await listRefused(warehouse.folder, keptFrom)
	};
}

/** Deletes what is past the retention of the dataset; the warehouse has to be rewritten afterwards. */
export async function retain(
	warehouse: Warehouse,
	options: Omit<DueOptions, 'period' | 'newestMonths'>
): Promise<Retention> {
	const plan = await planRetention(warehouse, options);
	await receivedOf(warehouse, options.dataset, options.heartbeats).expire(plan.keptFrom);
	await Promise.all(plan.files.map((name) => rm(join(warehouse.folder, name), { force: true })));
	return plan;
}

async function listRefused(folder: string, before: string): Promise<string[]> {
	const names = await readdir(folder);
	return names.filter((name) => (refused.exec(name)?.[2] ?? before) < before).sort();
}

function byStart(a: { readonly start: string }, b: { readonly start: string }): number {
	return a.start < b.start ? -1 : 1;
}
