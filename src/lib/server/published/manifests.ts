// The folder of published releases: `{dataset}/{granularity}/{period}/release.json` and its parts.
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Granularity } from '../../schema/period.ts';
import type { Manifest } from '../../schema/release.ts';
import { ManifestError, toManifest } from './earlier-manifests.ts';
import { absent, listFolder } from './folder.ts';

/** A published release on disk. `stamp` changes when the folder is replaced as a whole. */
export interface PublishedRelease {
	readonly folder: string;
	readonly stamp: string;
	/** The UTC day on which it was written: the moment would tell how long protecting it took. */
	readonly releasedOn: string;
	readonly manifest: Manifest;
}

/** Longer than the step in which file systems count time. */
const settleMs = 2000;

/** Reads manifests and keeps them, as a published release never changes. */
export class ManifestReader {
	readonly #root: string;
	readonly #known = new Map<string, PublishedRelease>();
	readonly #lists = new Map<
		string,
		{ readonly changed: number; readonly releases: readonly PublishedRelease[] }
	>();
	readonly #stamps = new WeakMap<readonly PublishedRelease[], string>();

	constructor(root: string) {
		this.#root = root;
	}

	/**
	 * All releases of a dataset and granularity, oldest first; none when nothing is published. The list is the same
	 * object as long as nothing is published or replaced.
	 *
	 * @throws {ManifestError} naming a release that can't be read: left out, its numbers would look like missing ones
	 */
	async list(dataset: string, granularity: Granularity): Promise<readonly PublishedRelease[]> {
		const folder = join(this.#root, dataset, granularity);
		// At once: this is asked many times a request, and the way to the pool of threads and back is the longer part.
		const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
		if (changed === undefined) return [];
		const known = this.#lists.get(folder);
		if (known?.changed === changed) return known.releases;
		const listedAt = Date.now();
		const names = await listFolder(folder);
		const read = await Promise.all(names.map((name) => this.#read(join(folder, name))));
		const releases = read.filter((release) => release !== undefined);
		// A folder that changed just now may change again without its time telling.
		if (listedAt - changed > settleMs) this.#lists.set(folder, { changed, releases });
		return releases;
	}

	/** Names the releases of a dataset and granularity: another name as soon as one is added or replaced. */
	async stamp(dataset: string, granularity: Granularity): Promise<string> {
		const releases = await this.list(dataset, granularity);
		const known = this.#stamps.get(releases) ?? stampOf(releases);
		this.#stamps.set(releases, known);
		return known;
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
		const releasedOn = state.mtime.toISOString().slice(0, 10);
		const release = { folder, stamp, releasedOn, manifest: parseManifest(file, text) };
		this.#known.set(folder, release);
		return release;
	}
}

function parseManifest(file: string, text: string): Manifest {
	try {
		return toManifest(JSON.parse(text));
	} catch (error) {
		if (!(error instanceof ManifestError)) throw error;
		throw new ManifestError(`${file} ${error.message}`, { cause: error });
	}
}

function stampOf(releases: readonly PublishedRelease[]): string {
	const parts = releases.flatMap(({ folder, stamp }) => [folder, stamp]);
	return createHash('sha256').update(parts.join('\0')).digest('base64url');
}
