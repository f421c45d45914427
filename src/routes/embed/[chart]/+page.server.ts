import { EmbedQuery, parseQuery } from '$lib/chart/chart-query.ts';
import { accept } from '../../accept.ts';
import { findPublishedChart, readCard } from '../../read-chart.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const query = accept(parseQuery(EmbedQuery, locals.parameters));
	const found = await findPublishedChart(params.chart, query.by);
	return { query, card: (await readCard(found, query))?.card };
};
