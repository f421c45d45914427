import { toCsv } from '$lib/export/csv.ts';
import { answerTableAs } from '$lib/server/http/answer-table.ts';
import { respondView } from '$lib/server/http/respond-view.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import { CsvRange } from '$lib/server/published/table-query.ts';
import type { RequestHandler } from './$types';

/** A table as CSV; `excel=1` adds a byte order mark. */
export const GET: RequestHandler = ({ params, request, url }) => {
	const asked = { store: publishedStore(), ...params, parameters: url.searchParams };
	return answerTableAs(CsvRange, asked, async (view, query) => {
		const excel = query.excel === '1';
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
		const { granularity, from, to } = query;
		const described = new URLSearchParams({
			granularity,
			...(from && { from }),
			...(to && { to })
		}).toString();
		response.headers.set(
			'link',
			`<${params.table}.csv-metadata.json?${described}>; rel="describedby"; type="application/csvm+json"`
		);
		return response;
	});
};
