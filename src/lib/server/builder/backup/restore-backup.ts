// A backup takes the place of the warehouse and adds what is missing elsewhere. What was published, revoked, received or
// logged since stays: a release must never come out a second time with other numbers, nor a revoked share open again.
// Units that were forgotten since, here or before the backup, stay forgotten.
import { existsSync } from 'node:fs';
import { copyFile as copyBytes, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
	readTombstones,
	tombstoneFile,
	writeTombstones
} from '../../warehouse/erasure/tombstones.ts';
import { replaceWarehouse, rewriteWarehouse } from '../../warehouse/replace-file.ts';
import { openWarehouse, warehouseFile } from '../../warehouse/warehouse.ts';
import { eraseAll, type Erased } from '../erasure/erase.ts';
import { BackupError, readBackup, type BackupManifest } from './backup-manifest.ts';
import { syncPath } from '../../durable.ts';
import { copyFile } from './copy-file.ts';

export interface RestoreOptions {
	readonly dataFolder: string;
	/** The folder of the backup. */
	readonly source: string;
	/** Whether the data folder may hold something already. */
	readonly force: boolean;
	readonly lockWaitMs?: number;
}

/** What a restoration did. */
export interface Restored {
	readonly manifest: BackupManifest;
	/** Files that were there already and stayed as they were. */
	readonly stayed: number;
	/** What was in the backup of units that were forgotten. */
	readonly erased: Erased;
}

const releasePath = /^(published\/[^/]+\/(?:week|month)\/[^/]+)\/[^/]+$/;
const restoringPrefix = '.restoring-';

/**
 * Restores a backup, once all of it is known to be whole. Stopped in the middle, doing it again with `force` does the
 * rest.
 *
 * @throws {BackupError} when the backup is damaged or newer, or the data folder holds something and `force` is not set
 * @throws {WarehouseLockedError} when the warehouse stays in use
 */
export async function restoreBackup({
	dataFolder,
	source,
	force,
	lockWaitMs = 15_000
}: RestoreOptions): Promise<Restored> {
	const manifest = await readBackup(source);
	if (!manifest.files.some(({ path }) => path === `warehouse/${warehouseFile}`)) {
		throw new BackupError(`${source} holds no warehouse`);
	}
	if (!force && existsSync(dataFolder) && (await readdir(dataFolder)).length > 0) {
		throw new BackupError(`${dataFolder} is not empty: --force replaces its warehouse`);
	}
	const warehouseFolder = join(dataFolder, 'warehouse');
	await mkdir(warehouseFolder, { recursive: true });
	const tombstones = readTombstones(warehouseFolder).and(readTombstones(join(source, 'warehouse')));
	if (!tombstones.isEmpty) await writeTombstones(warehouseFolder, tombstones);
	await restoreWarehouse(dataFolder, source, lockWaitMs);
	const stayed = await addMissing(dataFolder, source, manifest);
	const warehouse = await openWarehouse(dataFolder, { lockWaitMs });
	const erased = await eraseAll(warehouse, dataFolder, tombstones).finally(() => {
		warehouse.close();
	});
	await rewriteWarehouse(dataFolder, lockWaitMs);
	return { manifest, stayed, erased };
}

async function restoreWarehouse(
	dataFolder: string,
	source: string,
	lockWaitMs: number
): Promise<void> {
	const from = join(source, 'warehouse', warehouseFile);
	const to = join(dataFolder, 'warehouse', warehouseFile);
	if (!existsSync(to)) {
		await copyFile(from, to);
		return;
	}
	await replaceWarehouse(dataFolder, lockWaitMs, async (fresh) => {
		await copyBytes(from, fresh);
		return true;
	});
}

/** @returns how many files stayed as they were */
async function addMissing(
	dataFolder: string,
	source: string,
	{ files }: BackupManifest
): Promise<number> {
	const own = [`warehouse/${warehouseFile}`, `warehouse/${tombstoneFile}`];
	const paths = files.map(({ path }) => path).filter((path) => !own.includes(path));
	const releases = new Set(paths.flatMap((path) => releasePath.exec(path)?.[1] ?? []));
	let stayed = 0;
	for (const release of releases) {
		const parts = paths.filter((path) => dirname(path) === release);
		if (!(await addRelease(dataFolder, source, release, parts))) stayed += parts.length;
	}
	for (const path of paths.filter((one) => !releasePath.test(one))) {
		if (existsSync(join(dataFolder, path))) stayed += 1;
		else await copyFile(join(source, path), join(dataFolder, path));
	}
	return stayed;
}

/** A reader sees the whole of a release or none of it. */
async function addRelease(
	dataFolder: string,
	source: string,
	release: string,
	parts: readonly string[]
): Promise<boolean> {
	const target = join(dataFolder, release);
	if (existsSync(target)) return false;
	const parent = dirname(target);
	const temporary = join(
		parent,
		`${restoringPrefix}${release.slice(release.lastIndexOf('/') + 1)}`
	);
	await rm(temporary, { recursive: true, force: true });
	for (const path of parts) {
		await copyFile(join(source, path), join(temporary, path.slice(release.length + 1)));
	}
	await syncPath(temporary);
	await rename(temporary, target);
	await syncPath(parent);
	return true;
}
