import { toCsv } from '$lib/export/csv.ts';
import { answerTable } from '$lib/server/http/answer-table.ts';
import { respondView } from '$lib/server/http/respond-view.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { RequestHandler } from './$types';

/** A table as CSV; `excel=1` adds a byte order mark. */
export const GET: RequestHandler = ({ params, request, url }) => {
	const parameters = new URLSearchParams(url.searchParams);
	const excel = parameters.get('excel') === '1';
	if (excel) parameters.delete('excel');
	return answerTable({ store: publishedStore(), ...params, parameters }, async (view) => {
		const response = await respondView(
			request,
			view,
			excel ? 'csv for excel' : 'csv',
			'text/csv; charset=utf-8; header=present',
			() => toCsv(view, { excel })
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
