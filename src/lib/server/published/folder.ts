// Folders that may not be there yet.
import { readdir } from 'node:fs/promises';

/** Names in a folder, sorted, without those that begin with a dot, as they are being written; none without a folder. */
export async function listFolder(folder: string): Promise<string[]> {
	const names = (await readdir(folder).catch(absent)) ?? [];
	return names.filter((name) => !name.startsWith('.')).sort();
}

/** Turns "no such file" into `undefined`; every other error flies. */
export function absent(error: unknown): undefined {
	if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
	throw error;
}
