// The sample fleet as `npm start` shows it, in a data folder of its own.
import { fileURLToPath } from 'node:url';
import { datasetIds } from '../../src/lib/datasets/registry.ts';
import { murmuration, temporaryFolder } from './murmuration.ts';

const sampleOf = (dataset: string) =>
	fileURLToPath(new URL(`../../data/sample/${dataset}.parquet`, import.meta.url));

/** Loads the samples of all datasets and publishes all their periods; takes a minute. */
export async function publishSample(): Promise<{ folder: string; remove: () => Promise<void> }> {
	const { folder, remove } = await temporaryFolder();
	const loads = datasetIds.map((id) => ['load', '--sample', '--dataset', id, sampleOf(id)]);
	for (const parameters of [...loads, ['publish']]) {
		const { code, stderr } = await murmuration(folder, ...parameters);
		if (code !== 0) throw new Error(stderr);
	}
	return { folder, remove };
}
