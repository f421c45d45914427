import { respond } from '$lib/server/http/respond.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** Datasets with their tables, dimensions, periods and policy. */
export const GET: RequestHandler = async ({ request }) =>
	respond(
		request,
		JSON.stringify(await publishedStore().readCatalog()),
		'application/json; charset=utf-8'
	);
