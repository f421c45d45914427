// A telemetry store in PostgreSQL into the warehouse, some days at a time. While one step is checked and committed the
// next one is copied; whatever dies at whatever moment, the next load goes on where the last commit ended.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseAddress } from '../../sources/postgres/database-address.ts';
import {
	TelemetryStore,
	type Days,
	type StoreExtent
} from '../../sources/postgres/telemetry-store.ts';
import type { Patience } from '../../sources/postgres/read-only-session.ts';
import { toLiteral } from '../../sql-literal.ts';
import type { SourceFile } from '../../sources/source-file.ts';
import type { Warehouse } from '../connection.ts';
import type { InsertCounts } from '../load/insert-heartbeats.ts';
import type { LineProblem } from '../load/judge-lines.ts';
import { fillLiterals } from '../load/literal.ts';
import { loadSource, type LoadResult } from '../load/load-file.ts';
import { readStatement } from '../statement.ts';
import { readLoadedDay, recordLoadedDay } from './loaded-day.ts';
import { lastWholeDay, planSteps, type StepOptions } from './plan-steps.ts';

/** What became of the heartbeats of a store that were read. */
export interface StoreResult extends InsertCounts {
	readonly rejected: number;
	/** Those of the first heartbeats; lines count from 1 in each step. */
	readonly problems: readonly LineProblem[];
	readonly rejectedFiles: readonly string[];
	/** Days of receipt that were read; `undefined` when there was nothing to read. */
	readonly days: Days | undefined;
}

export interface LoadStoreOptions extends Patience, Partial<StepOptions> {
	/** Read every day again, not only new ones. */
	readonly all?: boolean;
	/** Runs before each step is loaded. */
	readonly beforeLoad?: () => Promise<void>;
	/** Called after each commit. */
	readonly onStep?: (done: number, all: number, until: string) => void | Promise<void>;
}

/**
 * One row group in so many may be partly filled. Of more, as shorter steps or a second thread would leave them, DuckDB
 * rewrites the table again and again to merge them, which takes longer than the thread would save.
 */
const rowGroupsPerStep = 4;
const rowGroupRows = 122_880;
/** What a heartbeat takes in a table of PostgreSQL. */
const heartbeatBytes = 880;
const defaultStep: StepOptions = {
	stepBytes: rowGroupsPerStep * rowGroupRows * heartbeatBytes,
	lateDays: 3
};
/** Copies wait for the loader rather than the loader for them; each is about a step of disk. */
const copiesAhead = 2;
const shownProblems = 5;
const spooled = /^postgres-.*\.copy$/;

/**
 * Loads what a store received since the last time, with the newest days of that once more, as late ones may have come.
 *
 * @throws {SourceError} when the store can't be read; what was committed before stays
 */
export async function loadStore(
	warehouse: Warehouse,
	address: DatabaseAddress,
	options: LoadStoreOptions = {}
): Promise<StoreResult> {
	await removeSpools(warehouse.folder);
	const store = new TelemetryStore(address, options);
	await warehouse.run('SET threads = 1');
	try {
		const extent = await store.readExtent();
		if (!extent) return nothingRead;
		const loaded = options.all ? undefined : await readLoadedDay(warehouse, address.name);
		const steps = planSteps(extent, loaded, { ...defaultStep, ...options });
		let result = nothingRead;
		const task = { warehouse, address, extent, options };
		await copyAhead(store, warehouse.folder, steps, async (days, file, done) => {
			result = add(result, days, await loadStep(task, days, file));
			await options.onStep?.(done, steps.length, days.until);
		});
		await loadFirstSeen(warehouse, store);
		return result;
	} finally {
		await warehouse.run('RESET threads');
		await store.close();
		await removeSpools(warehouse.folder);
	}
}

const nothingRead: StoreResult = {
	loaded: 0,
	duplicate: 0,
	replaced: 0,
	rejected: 0,
	problems: [],
	rejectedFiles: [],
	days: undefined
};

/** Copies the steps to files, one after the other, while those before them are loaded. */
async function copyAhead(
	store: TelemetryStore,
	folder: string,
	steps: readonly Days[],
	load: (days: Days, file: string, done: number) => Promise<void>
): Promise<void> {
	const copies: Copy[] = [];
	let failed = false;
	const copyNext = (days: Days | undefined) => {
		if (!days) return;
		const file = join(folder, `postgres-${days.from}.copy`);
		const before = copies.at(-1)?.copied ?? Promise.resolve();
		const copied = before.then(() => (failed ? undefined : store.copyHeartbeats(days, file)));
		// It is waited for when its turn comes, unless a step before it fails.
		copied.catch(() => undefined);
		copies.push({ file, copied });
	};
	for (const days of steps.slice(0, copiesAhead)) copyNext(days);
	for (const [index, days] of steps.entries()) {
		copyNext(steps[index + copiesAhead]);
		const current = copies[0];
		try {
			await current?.copied;
			await load(days, current?.file ?? '', index + 1);
		} catch (error) {
			failed = true;
			await copies.at(-1)?.copied.catch(() => undefined);
			throw error;
		}
		copies.shift();
		await rm(current?.file ?? '', { force: true });
	}
}

/** One step on its way to a file. */
interface Copy {
	readonly file: string;
	readonly copied: Promise<void>;
}

interface Task {
	readonly warehouse: Warehouse;
	readonly address: DatabaseAddress;
	readonly extent: StoreExtent;
	readonly options: LoadStoreOptions;
}

/** Loads one step and records how far the store is wholly loaded, or neither. */
async function loadStep(
	{ warehouse, address, extent, options }: Task,
	days: Days,
	file: string
): Promise<LoadResult> {
	await options.beforeLoad?.();
	const before = await readLoadedDay(warehouse, address.name);
	const isNewer = days.until <= lastWholeDay(extent) && days.until > (before ?? '');
	const record = async () => {
		if (isNewer) await recordLoadedDay(warehouse, address.name, days.until);
		return 0;
	};
	if ((await stat(file)).size > 0) {
		return loadSource(warehouse, toSource(address, days, file), record);
	}
	await warehouse.transaction(record);
	return { loaded: 0, duplicate: 0, replaced: 0, rejected: 0, problems: [] };
}

function toSource({ name }: DatabaseAddress, { from, until }: Days, path: string): SourceFile {
	return {
		path,
		name: `postgres-${from}-to-${until}`,
		format: 'postgres',
		gzip: false,
		columns: [],
		identity: name
	};
}

/** An instance may be older than the heartbeats that the store still has. */
async function loadFirstSeen(warehouse: Warehouse, store: TelemetryStore): Promise<void> {
	const file = join(warehouse.folder, 'postgres-instances.copy');
	if (!(await store.copyInstances(file)) || (await stat(file)).size === 0) return;
	await warehouse.run(fillLiterals(readStatement('load_first_seen'), { file: toLiteral(file) }));
}

function add(
	{ problems, rejectedFiles, days, ...sum }: StoreResult,
	step: Days,
	one: LoadResult
): StoreResult {
	return {
		loaded: sum.loaded + one.loaded,
		duplicate: sum.duplicate + one.duplicate,
		replaced: sum.replaced + one.replaced,
		rejected: sum.rejected + one.rejected,
		problems: [...problems, ...one.problems].slice(0, shownProblems),
		rejectedFiles: [
			...rejectedFiles,
			...(one.rejectedFile === undefined ? [] : [one.rejectedFile])
		],
		days: { from: days?.from ?? step.from, until: step.until }
	};
}

/** Copies of a load that ended; whoever holds the warehouse is the only one to make them. */
async function removeSpools(folder: string): Promise<void> {
	const names = (await readdir(folder)).filter((name) => spooled.test(name));
	await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}
