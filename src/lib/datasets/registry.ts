// Every dataset the product knows. Adding one means a definition file and a line here.
import type { Dataset } from '../schema/dataset.ts';
import { heartbeats } from './heartbeats.ts';

const datasets: readonly Dataset[] = [heartbeats];

/** The definition of dataset `id`, or `undefined`. */
export function findDataset(id: string): Dataset | undefined {
	return datasets.find((dataset) => dataset.id === id);
}

/** Ids of all datasets, in the order in which they are shown. */
export const datasetIds: readonly string[] = datasets.map((dataset) => dataset.id);
