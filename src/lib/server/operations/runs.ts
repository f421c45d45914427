// When something was last done, in one small file each below `runs/` of the data folder. The processes tell one another
// by them; nothing in them is of anybody.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { absent } from '../published/folder.ts';

/**
 * The closed list of what is noted. `round`: the builder did all that it had to do; `obstacle`: it could not; `published`,
 * `withheld` and `refused`: what became of a period; `audit-log`: the log was added up; `followed`: shared storage was
 * looked at, and well if nothing there was refused.
 */
export const runs = [
	'round',
	'obstacle',
	'published',
	'withheld',
	'refused',
	'retention',
	'backup',
	'audit-log',
	'digest',
	'followed'
] as const;
export type Run = (typeof runs)[number];

const Noted = z.strictObject({ at: z.iso.datetime(), ok: z.boolean() });

/** The last time; `ok` is false where it found that something is wrong. */
export interface LastRun {
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly ok: boolean;
}

/** Notes that something was done at `at`, in milliseconds since 1970. */
export async function noteRun(dataFolder: string, run: Run, at: number, ok = true): Promise<void> {
	const folder = join(dataFolder, 'runs');
	await mkdir(folder, { recursive: true });
	const temporary = join(folder, `.${run}-${randomBytes(6).toString('hex')}`);
	const noted: z.infer<typeof Noted> = { at: new Date(at).toISOString(), ok };
	await writeFile(temporary, `${JSON.stringify(noted)}\n`);
	await rename(temporary, join(folder, `${run}.json`));
}

/** When something was last done; `undefined` when it never was, or nobody can tell any more. */
export async function readRun(dataFolder: string, run: Run): Promise<LastRun | undefined> {
	const text = await readFile(join(dataFolder, 'runs', `${run}.json`), 'utf8').catch(absent);
	const noted = Noted.safeParse(parseJson(text ?? ''));
	return noted.success ? { at: Date.parse(noted.data.at), ok: noted.data.ok } : undefined;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
