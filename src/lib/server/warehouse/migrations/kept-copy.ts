// What a warehouse was before it was migrated lies beside it, for whoever has to go back to the program before.
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncPath } from '../../durable.ts';
import { toLiteral } from '../../sql-literal.ts';
import type { Warehouse } from '../connection.ts';

const copyName = /^warehouse\.duckdb\.version-\d+(\.new)?$/;

/**
 * Copies the tables of `warehouse` to `warehouse.duckdb.version-<version>` beside it, whole and durably.
 *
 * The database copies them itself: a second hand on its open file would release its lock.
 */
export async function keepCopy(warehouse: Warehouse, version: number): Promise<void> {
	const copy = join(warehouse.folder, `warehouse.duckdb.version-${version}`);
	const fresh = `${copy}.new`;
	await rm(fresh, { force: true });
	await warehouse.run(`ATTACH ${toLiteral(fresh)} AS copy (STORAGE_VERSION 'latest')`);
	try {
		await warehouse.run('COPY FROM DATABASE warehouse TO copy');
		await warehouse.run('CHECKPOINT copy');
	} finally {
		await warehouse.run('DETACH copy');
	}
	await syncPath(fresh);
	await rename(fresh, copy);
	await syncPath(warehouse.folder);
}

/** Removes all such copies: what is deleted for good must not live on in them. */
export async function removeCopies(folder: string): Promise<void> {
	const names = (await readdir(folder)).filter((name) => copyName.test(name));
	await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}
