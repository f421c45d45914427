// The option `--dataset`, the same for every verb.
import { datasetIds, findDataset } from '../lib/datasets/registry.ts';
import type { Dataset } from '../lib/schema/dataset.ts';
import { openDefinitions } from '../lib/server/definitions/open-definitions.ts';
import { Refusal } from './refusal.ts';

/** What verbs work on that take one dataset, where nobody says which: the first. */
export const defaultDataset = datasetIds[0] ?? '';

/**
 * The dataset called `id`.
 *
 * @throws {Refusal} wrong usage, when there is none
 */
export function toDataset(id: string): Dataset {
	const dataset = findDataset(id);
	if (dataset) return dataset;
	const left = openDefinitions().find((one) => one.id === id);
	if (left) throw new Refusal(left.reasons.join('\n'), 2);
	const last = datasetIds.at(-1) ?? '';
	const expected = [datasetIds.slice(0, -1).join(', '), last].filter((part) => part !== '');
	throw new Refusal(`--dataset: expected ${expected.join(' or ')}, got ${id}`, 2);
}
