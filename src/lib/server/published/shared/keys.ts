// What objects of shared storage are called. Names come from others, so only those of this form are read.
import { granularities, PeriodId, type Granularity } from '../../../schema/period.ts';
import type { Manifest } from '../../../schema/release.ts';

/** A release by what its manifest says. */
export interface ReleaseName {
	readonly dataset: string;
	readonly granularity: Granularity;
	readonly period: string;
}

export const folders = { releases: 'releases/', notes: 'notes/' } as const;

const release = /^releases\/([a-z][a-z0-9-]{0,99})\/(week|month)\/([0-9W-]+)\.json$/;
const note = /^notes\/([a-z][a-z0-9-]{0,99})\/([a-z0-9][a-z0-9-]{0,63})\.json$/;

/** The object with the manifest of a release; it is there once the release is. */
export function releaseKey({ dataset, granularity, period }: ReleaseName): string {
	return `${folders.releases}${dataset}/${granularity}/${period}.json`;
}

/** What a manifest is called after, or `undefined`. */
export function parseReleaseKey(key: string): ReleaseName | undefined {
	const [, dataset, unit, period] = release.exec(key) ?? [];
	const granularity = granularities.find((one) => one === unit);
	if (dataset === undefined || !granularity || !PeriodId.safeParse(period).success)
		return undefined;
	return { dataset, granularity, period: period ?? '' };
}

/** The folder of all parts that were ever offered for a period. */
export function partsFolder({ dataset, granularity, period }: ReleaseName): string {
	return `parts/${dataset}/${granularity}/${period}/`;
}

/** A part, called by its digest too: those of different releases do not meet. */
export function partKey(name: ReleaseName, { file, sha256 }: Manifest['parts'][number]): string {
	return `${partsFolder(name)}${sha256}-${file}`;
}

export function noteKey(dataset: string, id: string): string {
	return `${folders.notes}${dataset}/${id}.json`;
}

export function parseNoteKey(key: string): { dataset: string; id: string } | undefined {
	const [, dataset, id] = note.exec(key) ?? [];
	return dataset === undefined || id === undefined ? undefined : { dataset, id };
}
