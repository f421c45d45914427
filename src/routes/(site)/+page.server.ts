import { PageQuery, parseQuery } from '$lib/chart/chart-query.ts';
import { toRange } from '$lib/chart/model/range.ts';
import { blocksOf, toBlockCard, toHeadline } from '$lib/chart/overview.ts';
import { accept } from '../accept.ts';
import { readViews } from '../read-views.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, parent }) => {
	const query = accept(parseQuery(PageQuery, url.searchParams));
	const [dataset] = (await parent()).datasets;
	const periods = dataset?.periods[query.granularity] ?? [];
	if (!dataset || periods.length === 0) return { query };
	const range = accept(toRange(query, query.granularity, periods));
	const blocks = blocksOf(dataset.tables);
	const cards = await Promise.all(
		blocks.map(async (block) => {
			const request = { dataset: dataset.id, granularity: query.granularity, ...range };
			return toBlockCard(block, await readViews(block.tables, request), query);
		})
	);
	return { query, overview: { title: toHeadline(cards, dataset.title), periods, range, cards } };
};
