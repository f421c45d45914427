// What is on disk when it is said to be: after a sync of the file, and of the folder that names it.
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the names in a folder, or the bytes of a file, durable. */
export async function syncPath(path: string): Promise<void> {
	const handle = await open(path, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Puts a file of this text in the place of `file`, whole and durably, for this user alone. Its folder must be there. */
export async function writeWhole(file: string, text: string): Promise<void> {
	const temporary = `${file}.${randomBytes(6).toString('hex')}`;
	const handle = await open(temporary, 'wx', 0o600);
	try {
		await handle.writeFile(text);
		await handle.sync();
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	} finally {
		await handle.close();
	}
	await rename(temporary, file);
	await syncPath(dirname(file));
}
