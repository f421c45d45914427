// Releases on the disk, and whether a byte of them changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The folders of all releases below a data folder, less those that are being written. */
export function releaseFolders(dataFolder: string): string[] {
	return filesOf(join(dataFolder, 'published'))
		.filter((path) => path.endsWith('/release.json') && !basename(dirname(path)).startsWith('.'))
		.map((path) => path.slice(0, -'/release.json'.length))
		.sort();
}

/** SHA-256 of every file below `folder`, by path. */
export function digestsOf(folder: string): Map<string, string> {
	const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
	return new Map(filesOf(folder).map((path) => [path, digest(path)]));
}

function filesOf(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name));
}
