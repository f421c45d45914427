// One chart by its name: that of a page, or the plain one of a table.
import { error } from '@sveltejs/kit';
import type { Card } from '$lib/chart/cards/card.ts';
import { asideTables, spanOf, toCard } from '$lib/chart/cards/to-card.ts';
import type { EmbedQuery } from '$lib/chart/chart-query.ts';
import { toRange, type Range } from '$lib/chart/model/range.ts';
import { datasetPages, findDataset } from '$lib/datasets/registry.ts';
import type { ChartDefinition } from '$lib/schema/page.ts';
import type { CatalogEntry } from '$lib/server/published/catalog.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import { accept } from './accept.ts';
import { readViews } from './read-views.ts';
import { texts } from '$lib/texts/texts.ts';

/** A chart that is published, and the dataset it is about. */
export interface FoundChart {
	readonly dataset: CatalogEntry;
	readonly chart: ChartDefinition;
}

/**
 * The chart called `name`; with `by`, the table that crosses its first dimension with another one.
 *
 * @throws an HTTP error 404 for an unknown name, 400 for a dimension it is not crossed with
 */
export async function findPublishedChart(name: string, by?: string): Promise<FoundChart> {
	const { datasets } = await publishedStore().readCatalog();
	for (const dataset of datasets) {
		const chart = chartOf(dataset, name);
		if (chart) return { dataset, chart: by === undefined ? chart : crossed(dataset, chart, by) };
	}
	error(404, texts.problems.nothingNamed(name));
}

/** The range asked for and the card over it; `undefined` while nothing of that granularity is published. */
export async function readCard(
	{ dataset, chart }: FoundChart,
	query: EmbedQuery
): Promise<{ readonly range: Range; readonly card: Card } | undefined> {
	const { granularity } = query;
	const periods = dataset.periods[granularity];
	if (periods.length === 0) return undefined;
	const range = accept(toRange(query, granularity, periods));
	const from = spanOf(chart.kind) === 'history' ? periods[0] : range.from;
	const asked = { dataset: dataset.id, granularity, ...range, from };
	const releases = findDataset(dataset.id)?.releases ?? [];
	const views = await readViews(chart.tables, asked);
	if (views.length === 0) error(404, texts.problems.chartNotInRange(chart.title));
	const beside = await readViews(asideTables(chart), { ...asked, from: range.from });
	return { range, card: toCard(chart, views, query, { releases, beside }) };
}

function chartOf({ id: dataset, tables }: CatalogEntry, name: string): ChartDefinition | undefined {
	const named = datasetPages
		.filter((one) => one.dataset === dataset)
		.flatMap(({ page }) => page.charts)
		.find(({ id }) => id === name);
	const table = tables.find(({ id }) => id === name);
	return named ?? (table && plainChart(dataset, table));
}

/** How a table is drawn where no page says it: by its dimensions. */
function plainChart(
	dataset: string,
	{ id, title, dimensions }: CatalogEntry['tables'][number]
): ChartDefinition {
	const kindOf = (dimension: string | undefined) =>
		findDataset(dataset)?.dimensions.find((one) => one.id === dimension)?.kind;
	const isAnswered = dimensions.length === 2 && kindOf(dimensions[0]) === 'set';
	const kind = dimensions.length === 1 ? 'stack' : isAnswered ? 'reach' : 'heat';
	return { id, title, kind, tables: [id], asides: [] };
}

function crossed(dataset: CatalogEntry, chart: ChartDefinition, by: string): ChartDefinition {
	const first = dataset.tables.find(({ id }) => id === chart.tables[0])?.dimensions[0] ?? '';
	const crossings = dataset.tables.filter(
		({ dimensions }) => dimensions.length > 1 && dimensions.includes(first)
	);
	const table = crossings.find(({ dimensions }) => by !== first && dimensions.includes(by));
	if (table) return plainChart(dataset.id, table);
	const others = new Set(crossings.flatMap(({ dimensions }) => dimensions));
	others.delete(first);
	const reason =
		others.size === 0
			? `${chart.id} is not crossed with anything`
			: `expected one of ${[...others].join(', ')}`;
	accept({ problems: [{ field: 'by', reason }] });
	return chart;
}
