// Following shared storage under `serve`: again and again, whatever is in the way. What is here is served meanwhile.
import { setTimeout as sleep } from 'node:timers/promises';
import { Log } from '../../log/log.ts';
import { SharedReleases } from './shared-releases.ts';
import { SharedStoreError } from './shared-store.ts';
import type { SharedStorage } from './settings.ts';

const log = new Log('shared');

/** Follows until `signal` says so; that the storage is away, and back, is told once each. */
export async function keepFollowing(
	dataFolder: string,
	storage: SharedStorage,
	everyMs: number,
	signal: AbortSignal
): Promise<void> {
	const shared = new SharedReleases(dataFolder, storage, signal);
	let obstacle: string | undefined;
	const isOver = () => signal.aborted;
	while (!isOver()) {
		const now = await tryToFollow(shared);
		if (isOver()) return;
		if (now !== undefined && now !== obstacle) log.warn(`${now}; what is here is served`);
		if (now === undefined && obstacle !== undefined) log.info(`${shared.store.name} is back`);
		obstacle = now;
		await sleep(everyMs, undefined, { signal }).catch((error: unknown) => {
			if (!signal.aborted) throw error;
		});
	}
}

/** @returns what is in the way */
async function tryToFollow(shared: SharedReleases): Promise<string | undefined> {
	try {
		await shared.follow();
		return undefined;
	} catch (error) {
		if (!(error instanceof SharedStoreError) && !isOfSystem(error)) throw error;
		return error.message;
	}
}

/** What may pass: a full disk, a folder that may not be written. */
function isOfSystem(error: unknown): error is Error {
	return error instanceof Error && 'syscall' in error;
}
