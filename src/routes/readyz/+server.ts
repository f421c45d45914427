import { readEnvironment } from '$lib/server/environment.ts';
import { readStoreState } from '$lib/server/inbox/store-state.ts';
import { readRun } from '$lib/server/operations/runs.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** Readiness: there is at least one release to show. Without their database heartbeats are stored all the same. */
export const GET: RequestHandler = async () => {
	const { datasets } = await publishedStore().readCatalog();
	const ready = datasets.length > 0;
	const { dataFolder, sharedStorage } = readEnvironment();
	const state = await readStoreState(dataFolder);
	const away = state?.available === false ? toNotice(state.since) : '';
	const looked = sharedStorage ? toLook((await readRun(dataFolder, 'followed'))?.at) : '';
	return new Response(`${ready ? 'ready' : 'nothing is published yet'}\n${away}${looked}`, {
		status: ready ? 200 : 503,
		headers: { 'cache-control': 'no-store', 'content-type': 'text/plain' }
	});
};

function toNotice(since: number): string {
	return `the database is away since ${new Date(since).toISOString()}; heartbeats wait in the inbox\n`;
}

function toLook(at: number | undefined): string {
	return `shared storage was ${at === undefined ? 'never seen' : `last seen ${new Date(at).toISOString()}`}\n`;
}
