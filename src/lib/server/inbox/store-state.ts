// What the builder knows of the database behind the inbox, left there for the web process, which never talks to it.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { absent } from '../published/folder.ts';

/** Times are milliseconds since 1970. */
const StoreState = z.strictObject({
	available: z.boolean(),
	/** Since when it is, or is not. */
	since: z.int(),
	/** When the inbox was last drained as a whole; not there as long as it never was. */
	drained: z.int().exactOptional()
});
export type StoreState = z.infer<typeof StoreState>;

const name = 'store.json';

/** What the builder wrote last; `undefined` where heartbeats stay on this machine, or a power cut left half of it. */
export async function readStoreState(dataFolder: string): Promise<StoreState | undefined> {
	const text = await readFile(fileOf(dataFolder), 'utf8').catch(absent);
	if (text === undefined) return undefined;
	try {
		return StoreState.safeParse(JSON.parse(text)).data;
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

/** Writes how a round of draining ended at `now`. */
export async function writeStoreState(
	dataFolder: string,
	available: boolean,
	now: number
): Promise<void> {
	const before = await readStoreState(dataFolder);
	const since = before?.available === available ? before.since : now;
	const drained = available ? now : before?.drained;
	const state: StoreState = { available, since, ...(drained !== undefined && { drained }) };
	const file = fileOf(dataFolder);
	await mkdir(join(dataFolder, 'inbox'), { recursive: true, mode: 0o700 });
	await writeFile(`${file}.new`, JSON.stringify(state));
	await rename(`${file}.new`, file);
}

/** Where the inbox is drained on this machine, no word of another database may stay. */
export async function removeStoreState(dataFolder: string): Promise<void> {
	await rm(fileOf(dataFolder), { force: true });
}

function fileOf(dataFolder: string): string {
	return join(dataFolder, 'inbox', name);
}
