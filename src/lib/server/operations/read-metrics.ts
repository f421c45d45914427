// All that `/metrics` answers.
import { datasetIds } from '../../datasets/registry.ts';
import { readEnvironment } from '../environment.ts';
import type { Receiver } from '../receiver/receiver.ts';
import { readOperationsMetrics } from './metrics.ts';

const { dataFolder } = readEnvironment();

/** What `receiver` counts, and how the whole is doing. */
export async function readMetrics({
	registry
}: Pick<Receiver, 'registry'>): Promise<{ readonly text: string; readonly type: string }> {
	const counted = await registry.metrics();
	const text = `${counted}\n${await readOperationsMetrics(dataFolder, datasetIds)}`;
	return { text, type: registry.contentType };
}
