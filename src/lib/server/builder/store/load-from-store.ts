// What came into a store since the last time, into the warehouse of the one machine that publishes. A batch is in the
// warehouse when the point behind it is, as both commit together.
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceFile } from '../../sources/source-file.ts';
import { toLiteral } from '../../sql-literal.ts';
import type { HeartbeatStore, StoredBatch, StorePoint } from '../../store/heartbeat-store.ts';
import { divertToQuarantine } from '../../warehouse/inbox/quarantine.ts';
import { fillLiterals } from '../../warehouse/load/literal.ts';
import { loadSource } from '../../warehouse/load/load-file.ts';
import { readSetting, writeSetting } from '../../warehouse/setting.ts';
import { readStatement } from '../../warehouse/statement.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { claimOrigin } from '../drain-inbox.ts';

export interface LoadFromStoreOptions {
	/** Sample data in it gives way to the first heartbeat. */
	readonly dataFolder: string;
	/** How many heartbeats are copied and committed at a time; 250 000 unless told. */
	readonly stepHeartbeats?: number;
}

/** What was loaded. */
export interface LoadedFromStore {
	readonly heartbeats: number;
	readonly quarantined: number;
}

/** @throws {StoreError} when the store can't be read; what was committed before stays */
export async function loadFromStore(
	warehouse: Warehouse,
	store: HeartbeatStore,
	{ dataFolder, stepHeartbeats = 250_000 }: LoadFromStoreOptions
): Promise<LoadedFromStore> {
	const point = await store.readPoint();
	const since = await readLoaded(warehouse, point);
	const total = { heartbeats: 0, quarantined: 0 };
	let from = since;
	for (const until of toSteps(await store.listBatches(since), stepHeartbeats)) {
		await claimOrigin(warehouse, dataFolder);
		for (const held of [false, true]) {
			const file = join(warehouse.folder, `postgres-batch-${until}${held ? '-held' : ''}.copy`);
			try {
				await store.copyHeartbeats({ from, until, held }, file);
				const loaded = await load(warehouse, file, held);
				total.heartbeats += loaded.heartbeats;
				total.quarantined += loaded.quarantined;
			} finally {
				await rm(file, { force: true });
			}
		}
		await writeSetting(warehouse, 'store', toText({ store: point.store, batch: until }));
		from = until;
	}
	if (since === 0 && from > 0) await loadFirstSeen(warehouse, store);
	return total;
}

/** The last batch that is loaded; 0 in a warehouse of another store, or of a later state of this one. */
async function readLoaded(warehouse: Warehouse, { store, batch }: StorePoint): Promise<number> {
	const [known, loaded] = (await readSetting(warehouse, 'store'))?.split(' ') ?? [];
	return known === store && Number(loaded) <= batch ? Number(loaded) : 0;
}

function toText({ store, batch }: StorePoint): string {
	return `${store} ${batch}`;
}

/** The last batch of each step. */
function toSteps(batches: readonly StoredBatch[], stepHeartbeats: number): number[] {
	const steps: number[] = [];
	let heartbeats = 0;
	for (const [index, one] of batches.entries()) {
		heartbeats += one.heartbeats;
		if (heartbeats < stepHeartbeats && index < batches.length - 1) continue;
		steps.push(one.batch);
		heartbeats = 0;
	}
	return steps;
}

async function load(warehouse: Warehouse, file: string, held: boolean): Promise<LoadedFromStore> {
	if ((await stat(file)).size === 0) return { heartbeats: 0, quarantined: 0 };
	let quarantined = 0;
	const { loaded, duplicate } = await loadSource(warehouse, toSource(file), async (last) => {
		quarantined = await divertToQuarantine(warehouse, last, held);
		return quarantined;
	});
	return { heartbeats: loaded + duplicate + quarantined, quarantined };
}

/** An instance may be older than the heartbeats that the store still has. */
async function loadFirstSeen(warehouse: Warehouse, store: HeartbeatStore): Promise<void> {
	const file = join(warehouse.folder, 'postgres-instances.copy');
	try {
		await store.copyInstances(file);
		await warehouse.run(fillLiterals(readStatement('load_first_seen'), { file: toLiteral(file) }));
	} finally {
		await rm(file, { force: true });
	}
}

function toSource(path: string): SourceFile {
	const name = 'store';
	return { path, name, format: 'postgres', gzip: false, columns: [], identity: name };
}
