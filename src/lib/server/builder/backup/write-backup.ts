// A backup is a folder with everything that can't be made again: the warehouse, what waits in the inbox, the releases,
// the shares with the secret that signs them, and the audit log.
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { toLiteral } from '../../sql-literal.ts';
import { tombstoneFile } from '../../warehouse/erasure/tombstones.ts';
import { schemaVersion } from '../../warehouse/migrations/migrations.ts';
import { warehouseFile, type Warehouse } from '../../warehouse/warehouse.ts';
import { endOfLines } from '../drain-range.ts';
import {
	BackupError,
	backupVersion,
	digestOf,
	manifestName,
	type BackupFile,
	type BackupManifest
} from './backup-manifest.ts';
import { syncPath } from '../../durable.ts';
import { copyFile, listFiles } from './copy-file.ts';

export interface BackupOptions {
	readonly dataFolder: string;
	/** A folder that is not there yet, outside of the data folder. */
	readonly target: string;
	readonly productVersion: string;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** Files that grow at their end while they are copied; a line that is not whole stays out. */
const growing = /^(inbox|audit)\//;
/** Names that a file has while it is written. */
const unfinished = /\.[0-9a-f]{12}$|\.(new|partial|copying)$|^(draining-|postgres-)/;

/**
 * Writes a backup. Whoever holds the warehouse keeps the builder away, so that all parts are of one moment; heartbeats
 * go on arriving, and those that come later are not in it.
 *
 * @throws {BackupError} when the target is there or is in the wrong place
 */
export async function writeBackup(
	warehouse: Warehouse,
	{ dataFolder, target, productVersion, now }: BackupOptions
): Promise<BackupManifest> {
	checkTarget(dataFolder, target);
	const partial = `${resolve(target)}.partial`;
	await rm(partial, { recursive: true, force: true });
	await mkdir(partial, { recursive: true, mode: 0o700 });
	try {
		await copyWarehouse(warehouse, join(partial, 'warehouse'));
		const files = [await describe(partial, `warehouse/${warehouseFile}`)];
		for (const path of await listKept(dataFolder)) {
			if (await copyKept(dataFolder, partial, path)) files.push(await describe(partial, path));
		}
		const created = new Date(now).toISOString();
		const manifest = {
			version: backupVersion,
			schema: schemaVersion,
			product: productVersion,
			created,
			files
		} as const;
		const file = join(partial, manifestName);
		await writeFile(file, `${JSON.stringify(manifest, null, '\t')}\n`, { mode: 0o600 });
		await syncPath(file);
		await rename(partial, target);
		await syncPath(dirname(resolve(target)));
		return manifest;
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		throw error;
	}
}

function checkTarget(dataFolder: string, target: string): void {
	if (existsSync(target)) {
		throw new BackupError(`${target} is there already: name a folder that is not`);
	}
	const way = relative(resolve(dataFolder), resolve(target));
	if (!way.startsWith('..')) {
		throw new BackupError(`${target} is in the data folder: name a place outside of it`);
	}
}

/** A copy holds what is in the tables and none of the bytes that were deleted from them. */
async function copyWarehouse(warehouse: Warehouse, folder: string): Promise<void> {
	await mkdir(folder, { mode: 0o700 });
	const file = join(folder, warehouseFile);
	await warehouse.run(`ATTACH ${toLiteral(file)} AS backup (STORAGE_VERSION 'latest')`);
	try {
		await warehouse.run('COPY FROM DATABASE warehouse TO backup');
		await warehouse.run('CHECKPOINT backup');
	} finally {
		await warehouse.run('DETACH backup');
	}
	await syncPath(file);
}

async function listKept(dataFolder: string): Promise<string[]> {
	const warehouse = (await listFiles(join(dataFolder, 'warehouse')))
		.filter((path) => path === tombstoneFile || path.endsWith('.ndjson'))
		.map((path) => `warehouse/${path}`);
	const rest: string[] = [];
	for (const folder of ['inbox', 'published', 'shares', 'audit', 'datasets']) {
		const paths = await listFiles(join(dataFolder, folder));
		const named = paths.map((path) => `${folder}/${path}`);
		// What else lies beside segments and logs is only for those who write them.
		rest.push(...named.filter((path) => !growing.test(path) || path.endsWith('.ndjson')));
	}
	const secret = existsSync(join(dataFolder, 'secret')) ? ['secret'] : [];
	return [...warehouse, ...rest, ...secret].filter(
		(path) => !unfinished.test(path.slice(path.lastIndexOf('/') + 1))
	);
}

/** @returns false when the file is gone meanwhile */
async function copyKept(dataFolder: string, partial: string, path: string): Promise<boolean> {
	const from = join(dataFolder, path);
	try {
		const { size } = await stat(from);
		const end = growing.test(path) ? await endOfLines(from, 0, size) : size;
		await copyFile(from, join(partial, path), end);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
		throw error;
	}
}

async function describe(partial: string, path: string): Promise<BackupFile> {
	const file = join(partial, path);
	return { path, bytes: (await stat(file)).size, sha256: await digestOf(file) };
}
