// A page of a dataset: its charts over the range asked for.
import type { Card } from '$lib/chart/cards/card.ts';
import { PageQuery, parseQuery } from '$lib/chart/chart-query.ts';
import { rangeBefore, rangeIn, toRange } from '$lib/chart/model/range.ts';
import { toFigures } from '$lib/chart/model/figures/figures.ts';
import { toFindings } from '$lib/chart/model/figures/findings.ts';
import { findChart, findDataset, type DatasetPage } from '$lib/datasets/registry.ts';
import { otherGranularity } from '$lib/schema/period.ts';
import { readCardOver } from '$lib/server/charts/read-card.ts';
import type { Catalog } from '$lib/server/published/catalog.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import { accept } from '../accept.ts';
import { acceptGranularity } from '../accept-granularity.ts';
import { readViews } from '../read-views.ts';

/** What `page` shows when asked with `parameters`; without `shown` where its dataset has no release yet. */
export async function readPage(
	{ dataset: id, page }: DatasetPage,
	parameters: URLSearchParams,
	{ datasets }: Catalog
) {
	const query = accept(parseQuery(PageQuery, parameters));
	const { charts, headlines, ...head } = page;
	const dataset = datasets.find((one) => one.id === id);
	const granularities = acceptGranularity(id, query.granularity);
	const periods = dataset?.periods[query.granularity] ?? [];
	if (!dataset || periods.length === 0) return { page: head, query };
	const range = accept(toRange(query, query.granularity, periods));
	const asked = { dataset: id, granularity: query.granularity, ...range };
	const releases = findDataset(id)?.releases ?? [];
	const earlier = query.compare === 'previous' ? rangeBefore(range, periods) : undefined;
	const drawn = await Promise.all(
		charts.map((chart) => readCardOver(publishedStore(), { dataset, chart }, range, query, earlier))
	);
	const cards = drawn.filter((card) => card !== undefined);
	if (query.within !== undefined && !cards.some(({ chart }) => isWithin(chart, query.within))) {
		accept({
			problems: [
				{ field: 'within', reason: 'expected a version that is shown here and has patches' }
			]
		});
	}
	const lead = await readViews(headlines, asked);
	const other = otherGranularity(query.granularity);
	return {
		page: head,
		query,
		shown: {
			granularities,
			periods,
			range,
			otherRange: rangeIn(range, dataset.periods[other]),
			freshness: dataset.freshness[query.granularity],
			figures: toFigures(lead),
			findings: toFindings(lead, releases).map(({ text, table }) => ({
				text,
				path: findChart(id, table)
			})),
			cards
		}
	};
}

function isWithin(chart: Card['chart'], code: string | undefined): boolean {
	return chart.kind === 'stack' && chart.within === code;
}
