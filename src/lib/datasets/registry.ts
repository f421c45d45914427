// Every dataset the product knows. Adding one means its definition files and a line here.
import type { Dataset } from '../schema/dataset.ts';
import type { PageDefinition } from '../schema/page.ts';
import { cliUsage } from './cli-usage.ts';
import { cliUsagePages } from './cli-usage-pages.ts';
import { heartbeats } from './heartbeats.ts';
import { heartbeatsPages } from './heartbeats-pages.ts';
import { modelUsage } from './model-usage.ts';
import { modelUsagePages } from './model-usage-pages.ts';

interface Known {
	readonly dataset: Dataset;
	readonly pages: readonly PageDefinition[];
}

const known: readonly Known[] = [
	{ dataset: heartbeats, pages: heartbeatsPages },
	{ dataset: cliUsage, pages: cliUsagePages },
	{ dataset: modelUsage, pages: modelUsagePages }
];

/** All datasets, in the order in which they are shown. */
export const datasets: readonly Dataset[] = known.map(({ dataset }) => dataset);

/** The definition of dataset `id`, or `undefined`. */
export function findDataset(id: string): Dataset | undefined {
	return datasets.find((dataset) => dataset.id === id);
}

/** Ids of all datasets, in the order in which they are shown. */
export const datasetIds: readonly string[] = datasets.map(({ id }) => id);

/** A page and the dataset it is about. */
export interface DatasetPage {
	readonly dataset: string;
	readonly page: PageDefinition;
}

/** All pages, in the order of the navigation. */
export const datasetPages: readonly DatasetPage[] = known.flatMap(({ dataset, pages }) =>
	pages.map((page) => ({ dataset: dataset.id, page }))
);

/** Where a table of a dataset is drawn: the path and chart of the first page below the overview that has it. */
export function findChart(dataset: string, table: string): string | undefined {
	const places = datasetPages
		.filter((one) => one.dataset === dataset && one.page.id !== '')
		.flatMap(({ page }) => page.charts.map((chart) => ({ page, chart })));
	const place = places.find(({ chart }) => chart.tables.includes(table));
	return place && `/${place.page.id}#${place.chart.id}`;
}

/** The page at path `id`, `''` for the overview; or `undefined`. */
export function findPage(id: string): DatasetPage | undefined {
	return datasetPages.find(({ page }) => page.id === id);
}
