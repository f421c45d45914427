import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** Readiness: there is at least one release to show. */
export const GET: RequestHandler = async () => {
	const { datasets } = await publishedStore().readCatalog();
	const ready = datasets.length > 0;
	return new Response(ready ? 'ready\n' : 'nothing is published yet\n', {
		status: ready ? 200 : 503,
		headers: { 'cache-control': 'no-store', 'content-type': 'text/plain' }
	});
};
