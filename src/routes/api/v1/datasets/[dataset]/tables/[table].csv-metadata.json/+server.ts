import { toCsvMetadata } from '$lib/export/csv-metadata.ts';
import { answerTable } from '$lib/server/http/answer-table.ts';
import { respond } from '$lib/server/http/respond.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** Description of a table's CSV columns (CSV on the Web). */
export const GET: RequestHandler = ({ params, request, url }) =>
	answerTable({ store: publishedStore(), ...params, parameters: url.searchParams }, (view) => {
		const metadata = toCsvMetadata(view, `${params.table}.csv${url.search}`);
		return respond(request, JSON.stringify(metadata, null, '\t'), 'application/csvm+json');
	});
