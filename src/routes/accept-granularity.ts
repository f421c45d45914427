// Which lengths of periods a dataset can be asked for.
import { findDataset } from '$lib/datasets/registry.ts';
import { granularities, type Granularity } from '$lib/schema/period.ts';
import { accept } from './accept.ts';

/**
 * The granularities in which a dataset is published.
 *
 * @throws an HTTP error 400 when `asked` is none of them
 */
export function acceptGranularity(dataset: string, asked: Granularity): readonly Granularity[] {
	const published = findDataset(dataset)?.granularities ?? granularities;
	if (!published.includes(asked)) {
		const reason = `expected ${published.join(' or ')}`;
		accept({ problems: [{ field: 'granularity', reason }] });
	}
	return published;
}
