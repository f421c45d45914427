// Files are copied whole and durably, and have their name only once they are complete.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { syncPath } from '../../durable.ts';

/** Copies a file for this user alone, up to `endBytes`. */
export async function copyFile(from: string, to: string, endBytes = Infinity): Promise<void> {
	await mkdir(dirname(to), { recursive: true, mode: 0o700 });
	const temporary = `${to}.copying`;
	const source = endBytes === 0 ? [Buffer.alloc(0)] : createReadStream(from, { end: endBytes - 1 });
	await pipeline(source, createWriteStream(temporary, { mode: 0o600 }));
	await syncPath(temporary);
	await rename(temporary, to);
}

/** Paths of all files below `folder`, none without it; what begins with a dot is being written and left out. */
export async function listFiles(folder: string, below = ''): Promise<string[]> {
	const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(
		(error: unknown) => {
			if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
			throw error;
		}
	);
	const found: string[] = [];
	for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
		const path = below === '' ? entry.name : `${below}/${entry.name}`;
		if (entry.name.startsWith('.')) continue;
		if (entry.isDirectory()) found.push(...(await listFiles(folder, path)));
		else if (entry.isFile()) found.push(path);
	}
	return found;
}
