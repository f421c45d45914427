// What is on disk when it is said to be: after a sync of the file, and of the folder that names it.
import { open } from 'node:fs/promises';

/** Makes the names in a folder, or the bytes of a file, durable. */
export async function syncPath(path: string): Promise<void> {
	const handle = await open(path, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
