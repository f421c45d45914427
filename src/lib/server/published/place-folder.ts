// Folders that come to be in one step: readers see the whole of one, or none of it.
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncPath } from '../durable.ts';
import { absent } from './folder.ts';

/** What nobody has finished for so long is of a process that was killed. */
const leftoverMs = 3_600_000;

/**
 * Gives a folder its name, durably, all of its files with it.
 *
 * @param temporary beside `target`, so that one rename does it
 * @returns false when there is a folder of that name, which stays as it is
 */
export async function placeFolder(temporary: string, target: string): Promise<boolean> {
	for (const name of await readdir(temporary)) await syncPath(join(temporary, name));
	await syncPath(temporary);
	try {
		await rename(temporary, target);
	} catch (error) {
		if (!(error instanceof Error) || !('code' in error)) throw error;
		// A folder that holds something can't be renamed onto.
		if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return false;
		throw error;
	}
	await syncPath(dirname(target));
	return true;
}

/**
 * Removes temporary folders below `parent` that nobody has touched for an hour; a younger one may be of a process on
 * another machine that shares the folder.
 *
 * @param prefix how their names begin
 */
export async function removeLeftovers(parent: string, prefix: string): Promise<void> {
	const names = (await readdir(parent)).filter((name) => name.startsWith(prefix));
	for (const name of names) {
		const folder = join(parent, name);
		const changed = (await stat(folder).catch(absent))?.mtimeMs ?? Infinity;
		if (changed < Date.now() - leftoverMs) await rm(folder, { recursive: true, force: true });
	}
}
