import { toTableJson } from '$lib/export/table-json.ts';
import { answerTable } from '$lib/server/http/answer-table.ts';
import { respond } from '$lib/server/http/respond.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** A table as JSON. */
export const GET: RequestHandler = ({ params, request, url }) =>
	answerTable({ store: publishedStore(), ...params, parameters: url.searchParams }, (view) =>
		respond(request, JSON.stringify(toTableJson(view)), 'application/json; charset=utf-8')
	);
