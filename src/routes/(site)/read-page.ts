// A page of a dataset: its charts over the range asked for.
import { toChartCard } from '$lib/chart/chart-card.ts';
import { PageQuery, parseQuery } from '$lib/chart/chart-query.ts';
import { rangeIn, toRange } from '$lib/chart/model/range.ts';
import type { DatasetPage } from '$lib/datasets/registry.ts';
import { otherGranularity } from '$lib/schema/period.ts';
import type { Catalog } from '$lib/server/published/catalog.ts';
import { accept } from '../accept.ts';
import { readViews } from '../read-views.ts';

/** What `page` shows when asked with `parameters`; without `shown` where its dataset has no release yet. */
export async function readPage(
	{ dataset: id, page }: DatasetPage,
	parameters: URLSearchParams,
	{ datasets }: Catalog
) {
	const query = accept(parseQuery(PageQuery, parameters));
	const { charts, ...head } = page;
	const dataset = datasets.find((one) => one.id === id);
	const periods = dataset?.periods[query.granularity] ?? [];
	if (!dataset || periods.length === 0) return { page: head, query };
	const range = accept(toRange(query, query.granularity, periods));
	const known = new Set(dataset.tables.map((table) => table.id));
	const drawable = charts.filter(({ tables }) => tables.every((table) => known.has(table)));
	const cards = await Promise.all(
		drawable.map(async (chart) => {
			const request = { dataset: id, granularity: query.granularity, ...range };
			return toChartCard(chart, await readViews(chart.tables, request), query);
		})
	);
	const other = otherGranularity(query.granularity);
	return {
		page: head,
		query,
		shown: {
			periods,
			range,
			otherRange: rangeIn(range, dataset.periods[other]),
			freshness: dataset.freshness[query.granularity],
			cards
		}
	};
}
