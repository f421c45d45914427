import { toSheet } from '$lib/chart/cards/stack-card.ts';
import { PageQuery, parseQuery } from '$lib/chart/chart-query.ts';
import { toRange } from '$lib/chart/model/range.ts';
import { accept } from '../../../accept.ts';
import { acceptGranularity } from '../../../accept-granularity.ts';
import { readDatasetOf, readView } from '../../../read-views.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const dataset = await readDatasetOf(params.table);
	const query = accept(parseQuery(PageQuery, url.searchParams));
	const granularities = acceptGranularity(dataset.id, query.granularity);
	const periods = dataset.periods[query.granularity];
	if (periods.length === 0) return { query };
	const range = accept(toRange(query, query.granularity, periods));
	const request = { dataset: dataset.id, granularity: query.granularity, ...range };
	const view = await readView(params.table, request);
	return { query, range, granularities, periods, sheet: toSheet(view, query) };
};
