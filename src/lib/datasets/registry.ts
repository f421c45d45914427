// Every dataset the program knows: its own, and those that a maker defines in files of the data folder.
import type { Dataset } from '../schema/dataset.ts';
import type { PageDefinition } from '../schema/page.ts';
import { cliUsage } from './cli-usage.ts';
import { cliUsagePages } from './cli-usage-pages.ts';
import { heartbeats } from './heartbeats.ts';
import { heartbeatsPages } from './heartbeats-pages.ts';
import { modelUsage } from './model-usage.ts';
import type { DefinedDataset } from './definition/parse-definition.ts';
import { modelUsagePages } from './model-usage-pages.ts';

/** The program's own datasets. */
const own: readonly DefinedDataset[] = [
	{ dataset: heartbeats, pages: heartbeatsPages },
	{ dataset: cliUsage, pages: cliUsagePages },
	{ dataset: modelUsage, pages: modelUsagePages }
];

/** A page and the dataset it is about. */
export interface DatasetPage {
	readonly dataset: string;
	readonly page: PageDefinition;
}

const knownDefinitions: DefinedDataset[] = [];
const knownDatasets: Dataset[] = [];
const knownIds: string[] = [];
const knownPages: DatasetPage[] = [];

/** All datasets with their pages, in the order in which they are shown. */
export const definitions: readonly DefinedDataset[] = knownDefinitions;

/** All datasets, in the order in which they are shown. */
export const datasets: readonly Dataset[] = knownDatasets;

/** Ids of all datasets, in the order in which they are shown. */
export const datasetIds: readonly string[] = knownIds;

/** All pages, in the order of the navigation. */
export const datasetPages: readonly DatasetPage[] = knownPages;

/** Adds a dataset behind all others, for the life of the process: where a process starts, before anything is asked. */
export function addDataset(defined: DefinedDataset): void {
	const { dataset, pages } = defined;
	knownDefinitions.push(defined);
	knownDatasets.push(dataset);
	knownIds.push(dataset.id);
	knownPages.push(...pages.map((page) => ({ dataset: dataset.id, page })));
}

own.forEach(addDataset);

/** The definition of dataset `id`, or `undefined`. */
export function findDataset(id: string): Dataset | undefined {
	return datasets.find((dataset) => dataset.id === id);
}

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
