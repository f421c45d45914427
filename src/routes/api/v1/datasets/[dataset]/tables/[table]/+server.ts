import { toTableJson } from '$lib/export/table-json.ts';
import { answerTable } from '$lib/server/http/answer-table.ts';
import { respondView } from '$lib/server/http/respond-view.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** A table as JSON. */
export const GET: RequestHandler = ({ params, request, url }) =>
	answerTable({ store: publishedStore(), ...params, parameters: url.searchParams }, (view) =>
		respondView(request, view, 'json', 'application/json; charset=utf-8', () =>
			JSON.stringify(toTableJson(view))
		)
	);
