// One writer at a time, across processes: who wants to write announces it by a file of its own name, then looks who
// else did. Of two, the one that announced itself later sees the other; both may, and then both step back. A file that
// was left behind is removed by its name, so that nobody's live claim is ever removed with it.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { absent } from '../../published/folder.ts';

const patienceMs = 10_000;
/** Writing takes milliseconds; what claims for so long was left behind. */
const staleMs = 60_000;
const host = encodeURIComponent(hostname()).replaceAll('.', '%2E');

/** Somebody else writes for longer than anybody should. */
export class ClaimError extends Error {
	override readonly name = 'ClaimError';
}

/**
 * Does `work` while no other caller with the same folder does any, in this process or another.
 *
 * @throws {ClaimError} after 10 s
 */
export async function withClaim<Result>(
	folder: string,
	work: () => Promise<Result>
): Promise<Result> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const own = await claim(folder);
	try {
		return await work();
	} finally {
		await unlink(join(folder, own)).catch(absent);
	}
}

/** Claims the folder; returns the name of the claim. */
async function claim(folder: string): Promise<string> {
	const deadlineMs = performance.now() + patienceMs;
	for (let attempt = 1; performance.now() < deadlineMs; attempt += 1) {
		const own = `${host}.${process.pid}.${randomBytes(6).toString('hex')}`;
		await writeFile(join(folder, own), '', { flag: 'wx', mode: 0o600 });
		if (!(await hasOthers(folder, own))) return own;
		await unlink(join(folder, own)).catch(absent);
		await sleep(Math.random() * Math.min(100, 5 * attempt));
	}
	throw new ClaimError(`${folder} is claimed by another process`);
}

async function hasOthers(folder: string, own: string): Promise<boolean> {
	// Claims are as old as they are beside one's own: the clock of a process may be set, or not be that of the disk.
	const made = (await stat(join(folder, own)).catch(absent))?.mtimeMs;
	if (made === undefined) return true;
	const names = (await readdir(folder)).filter((name) => name !== own);
	const live = await Promise.all(names.map((name) => isLive(folder, name, made)));
	return live.includes(true);
}

/** Whether somebody holds a claim at `nowMs`; one that nobody can hold any more is removed. */
async function isLive(folder: string, name: string, nowMs: number): Promise<boolean> {
	const file = join(folder, name);
	const info = await stat(file).catch(absent);
	if (!info) return false;
	if (nowMs - info.mtimeMs < staleMs && mayRun(name)) return true;
	await unlink(file).catch(absent);
	return false;
}

/** Of a process of another machine or container nothing can be known. */
function mayRun(name: string): boolean {
	const [claimant, pid] = name.split('.');
	if (claimant !== host) return true;
	try {
		return process.kill(Number(pid), 0);
	} catch (error) {
		return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
	}
}
