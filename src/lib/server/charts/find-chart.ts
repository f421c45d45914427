// One chart by its name: that of a page, or the plain one of a table.
import { plainChart } from '../../datasets/definition/plain-pages.ts';
import { datasetPages, findDataset } from '../../datasets/registry.ts';
import type { ChartDefinition } from '../../schema/page.ts';
import type { CatalogEntry } from '../published/catalog.ts';
import { texts } from '../../texts/texts.ts';
import type { PublishedStore } from '../published/published-store.ts';
import { accept } from './accept.ts';
import { ChartRefusal } from './chart-refusal.ts';

/** A chart that is published, and the dataset it is about. */
export interface FoundChart {
	readonly dataset: CatalogEntry;
	readonly chart: ChartDefinition;
}

/**
 * The chart called `name`; with `by`, the table that crosses its first dimension with another one.
 *
 * @throws {ChartRefusal} 404 for an unknown name, 400 for a dimension it is not crossed with
 */
export async function findChart(
	store: PublishedStore,
	name: string,
	by?: string
): Promise<FoundChart> {
	const { datasets } = await store.readCatalog();
	for (const dataset of datasets) {
		const chart = chartOf(dataset, name);
		if (chart) return { dataset, chart: by === undefined ? chart : crossed(dataset, chart, by) };
	}
	throw new ChartRefusal(404, texts.problems.nothingNamed(name));
}

function chartOf({ id: dataset, tables }: CatalogEntry, name: string): ChartDefinition | undefined {
	const named = datasetPages
		.filter((one) => one.dataset === dataset)
		.flatMap(({ page }) => page.charts)
		.find(({ id }) => id === name);
	const table = tables.find(({ id }) => id === name);
	return named ?? (table && plainChart(dimensionsIn(dataset), table));
}

function dimensionsIn(id: string) {
	return findDataset(id) ?? { dimensions: [] };
}

function crossed(dataset: CatalogEntry, chart: ChartDefinition, by: string): ChartDefinition {
	const first = dataset.tables.find(({ id }) => id === chart.tables[0])?.dimensions[0] ?? '';
	const { measure } = dataset.tables.find(({ id }) => id === chart.tables[0]) ?? {};
	const crossings = dataset.tables.filter(
		(table) =>
			table.measure === measure && table.dimensions.length > 1 && table.dimensions.includes(first)
	);
	const table = crossings.find(({ dimensions }) => by !== first && dimensions.includes(by));
	if (table) return plainChart(dimensionsIn(dataset.id), table);
	const others = new Set(crossings.flatMap(({ dimensions }) => dimensions));
	others.delete(first);
	const reason =
		others.size === 0
			? `${chart.id} is not crossed with anything`
			: `expected one of ${[...others].join(', ')}`;
	accept({ problems: [{ field: 'by', reason }] });
	return chart;
}
