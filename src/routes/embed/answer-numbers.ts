// The numbers of an embed as a file: its table, over the periods that it shows.
import { EmbedQuery, parseQuery } from '$lib/chart/chart-query.ts';
import type { TableView } from '$lib/schema/table-view.ts';
import { readNumbers } from '$lib/server/charts/read-card.ts';
import { respondView } from '$lib/server/http/respond-view.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import { accept } from '../accept.ts';
import { findPublishedChart, toHttp } from '../read-chart.ts';

/** How numbers are written and sent; `extension` names the form. */
export interface NumbersForm {
	readonly extension: 'csv' | 'json';
	readonly contentType: string;
	readonly disposition: 'attachment' | 'inline';
	readonly write: (view: TableView) => string;
}

/**
 * Answers with the first table of a chart.
 *
 * @param parameters of the address, held to what a token opens
 */
export async function answerNumbers(
	{ extension, contentType, disposition, write }: NumbersForm,
	name: string,
	request: Request,
	parameters: URLSearchParams
): Promise<Response> {
	const query = accept(parseQuery(EmbedQuery, parameters));
	const found = await findPublishedChart(name, query.by);
	const view = await readNumbers(publishedStore(), found, query).catch(toHttp);
	const response = await respondView(request, view, extension, contentType, () => write(view));
	const file = `${view.dataset}-${view.table}-${view.granularity}.${extension}`;
	response.headers.set('content-disposition', `${disposition}; filename="${file}"`);
	return response;
}
