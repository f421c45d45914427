// The folder of published releases: `{dataset}/{granularity}/{period}/release.json` and its parts.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Granularity } from '../../schema/period.ts';
import { Manifest } from '../../schema/release.ts';
import { absent, listFolder } from './folder.ts';

/** A published release on disk. `stamp` changes when the folder is replaced as a whole. */
export interface PublishedRelease {
	readonly folder: string;
	readonly stamp: string;
	/** When it was written, ISO 8601 in UTC. */
	readonly releasedAt: string;
	readonly manifest: Manifest;
}

/** Reads manifests and keeps them, as a published release never changes. */
export class ManifestReader {
	readonly #root: string;
	readonly #known = new Map<string, PublishedRelease>();

	constructor(root: string) {
		this.#root = root;
	}

	/** All releases of a dataset and granularity, oldest first; none when nothing is published. */
	async list(dataset: string, granularity: Granularity): Promise<PublishedRelease[]> {
		const folder = join(this.#root, dataset, granularity);
		const names = await listFolder(folder);
		const releases = await Promise.all(names.map((name) => this.#read(join(folder, name))));
		return releases.filter((release) => release !== undefined);
	}

	async #read(folder: string): Promise<PublishedRelease | undefined> {
		const file = join(folder, 'release.json');
		const state = await stat(file).catch(absent);
		if (!state) return undefined;
		const stamp = `${state.mtimeMs}-${state.ino}`;
		const known = this.#known.get(folder);
		if (known?.stamp === stamp) return known;
		const text = await readFile(file, 'utf8').catch(absent);
		if (text === undefined) return undefined;
		const releasedAt = state.mtime.toISOString();
		const release = { folder, stamp, releasedAt, manifest: Manifest.parse(JSON.parse(text)) };
		this.#known.set(folder, release);
		return release;
	}
}
