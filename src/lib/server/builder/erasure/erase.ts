// Forgetting a unit: everything private that says anything of it goes, and nothing brings it back. What is published
// stays, as it says nothing of anybody.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { listFolder } from '../../published/folder.ts';
import { eraseLines } from '../../warehouse/erasure/erase-lines.ts';
import { eraseUnits } from '../../warehouse/erasure/erase-units.ts';
import { readTombstones, writeTombstones, Tombstones } from '../../warehouse/erasure/tombstones.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

/** What was erased. */
export interface Erased {
	/** Rows of the warehouse: heartbeats and records, and those about the unit as a whole. */
	readonly rows: number;
	/** Lines of the inbox and of files with refused lines. */
	readonly lines: number;
}

/** Copies that were left behind by a process that was killed. */
const leftover = /^(draining-|postgres-.*\.copy$|.*\.partial$)/;

/**
 * Forgets the unit of that id for ever. The tombstone comes first: should this be stopped, doing it again does the rest.
 *
 * The warehouse has to be rewritten afterwards.
 *
 * @param id a UUID
 */
export async function forgetUnit(
	warehouse: Warehouse,
	dataFolder: string,
	id: string
): Promise<Erased> {
	const tombstones = readTombstones(warehouse.folder).with(id);
	await writeTombstones(warehouse.folder, tombstones);
	return eraseAll(warehouse, dataFolder, new Tombstones().with(id));
}

/** Erases what there is of the units that `tombstones` name; the warehouse has to be rewritten afterwards. */
export async function eraseAll(
	warehouse: Warehouse,
	dataFolder: string,
	tombstones: Tombstones
): Promise<Erased> {
	const rows = await eraseUnits(warehouse, tombstones);
	for (const name of await readdir(warehouse.folder)) {
		if (leftover.test(name)) await rm(join(warehouse.folder, name));
	}
	let lines = 0;
	for (const folder of [warehouse.folder, join(dataFolder, 'inbox')]) {
		for (const name of await listFolder(folder)) {
			if (name.endsWith('.ndjson')) lines += await eraseLines(join(folder, name), tombstones);
		}
	}
	return { rows, lines };
}
