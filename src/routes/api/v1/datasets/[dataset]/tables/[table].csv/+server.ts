import { toCsv } from '$lib/export/csv.ts';
import { answerTable } from '$lib/server/http/answer-table.ts';
import { respond } from '$lib/server/http/respond.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** A table as CSV; `excel=1` adds a byte order mark. */
export const GET: RequestHandler = ({ params, request, url }) => {
	const parameters = new URLSearchParams(url.searchParams);
	const excel = parameters.get('excel') === '1';
	if (excel) parameters.delete('excel');
	return answerTable({ store: publishedStore(), ...params, parameters }, (view) => {
		const response = respond(
			request,
			toCsv(view, { excel }),
			'text/csv; charset=utf-8; header=present'
		);
		response.headers.set(
			'content-disposition',
			`attachment; filename="${view.dataset}-${view.table}-${view.granularity}.csv"`
		);
		response.headers.set(
			'link',
			`<${params.table}.csv-metadata.json${url.search}>; rel="describedby"; type="application/csvm+json"`
		);
		return response;
	});
};
