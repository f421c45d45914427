import { error } from '@sveltejs/kit';
import { PageQuery, parseQuery } from '$lib/chart/chart-query.ts';
import { toTablePage } from '$lib/chart/card.ts';
import { toRange } from '$lib/chart/model/range.ts';
import { accept } from '../../../accept.ts';
import { readViews } from '../../../read-views.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, parent }) => {
	const { datasets } = await parent();
	const dataset = datasets.find(({ tables }) => tables.some(({ id }) => id === params.table));
	if (!dataset) error(404, `No table is called ${params.table}.`);
	const query = accept(parseQuery(PageQuery, url.searchParams));
	const periods = dataset.periods[query.granularity];
	if (periods.length === 0) return { query };
	const range = accept(toRange(query, query.granularity, periods));
	const request = { dataset: dataset.id, granularity: query.granularity, ...range };
	const [view] = await readViews([params.table], request);
	return { query, range, periods, page: view && toTablePage(view, query) };
};
