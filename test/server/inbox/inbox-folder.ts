// A temporary inbox for tests, and what is in it.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Heartbeat } from '../../../src/lib/schema/heartbeat.ts';
import { temporaryFolder } from '../../support/murmuration.ts';

/** The path of an inbox that does not exist yet, in a folder that goes with the test. */
export async function temporaryInbox(): Promise<string> {
	const { folder, remove } = await temporaryFolder();
	onTestFinished(remove);
	return join(folder, 'data', 'inbox');
}

/** Every segment by name, in order. */
export async function readSegments(inbox: string): Promise<Record<string, string>> {
	const names = (await readdir(inbox).catch(() => [])).sort();
	const entries = names.map(async (name) => [name, await readFile(join(inbox, name), 'utf8')]);
	return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
}

/** The heartbeats of all segments, whole lines only. */
export async function readHeartbeats(inbox: string): Promise<Heartbeat[]> {
	return Object.values(await readSegments(inbox)).flatMap((text) =>
		text
			.slice(0, text.lastIndexOf('\n') + 1)
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line) as Heartbeat)
	);
}

/** The permission bits of a path. */
export async function modeOf(path: string): Promise<number> {
	return (await stat(path)).mode & 0o777;
}
