// The published folder and shared storage, brought together: what is there comes here, and what is only here goes there.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { granularities } from '../../../schema/period.ts';
import { Log } from '../../log/log.ts';
import { noteRun } from '../../operations/runs.ts';
import { ManifestError, toManifest } from '../earlier-manifests.ts';
import { absent, listFolder } from '../folder.ts';
import { claimRelease } from './claim.ts';
import { releaseKey, type ReleaseName } from './keys.ts';
import { Mirror, type Look } from './mirror.ts';
import type { SharedStorage } from './settings.ts';
import { SharedNotes } from './shared-notes.ts';
import { SharedStore } from './shared-store.ts';

/** More are told as a number. */
const mostNamed = 3;

const log = new Log('shared');

/** Releases and notes of a data folder and of shared storage. */
export class SharedReleases {
	readonly store: SharedStore;
	readonly notes: SharedNotes;
	readonly #dataFolder: string;
	readonly #root: string;
	readonly #mirror: Mirror;
	readonly #told = new Set<string>();
	#isProven = false;

	/** @param ending ends what is under way */
	constructor(dataFolder: string, storage: SharedStorage, ending?: AbortSignal) {
		this.store = new SharedStore(storage, ending);
		this.#dataFolder = dataFolder;
		this.#root = join(dataFolder, 'published');
		this.#mirror = new Mirror(this.#root, this.store);
		this.notes = new SharedNotes(this.#root, this.store);
	}

	/**
	 * Takes what is new there, and notes that it was looked for. What is refused is told once.
	 *
	 * @throws {SharedStoreError} when the storage is away
	 */
	async follow(): Promise<{ readonly look: Look; readonly notes: ReadonlySet<string> }> {
		const look = await this.#mirror.look();
		const notes = await this.notes.mirror();
		this.#tell(look);
		await noteRun(this.#dataFolder, 'followed', Date.now(), look.refused.length === 0);
		return { look, notes };
	}

	/**
	 * What a machine does before it publishes: takes what is new there, and shares the releases and notes that are only
	 * here. Releases of sample data are nobody's and stay here.
	 *
	 * @throws {SharedStoreError} when the storage is away, or can't keep two releases of a period apart
	 */
	async synchronise(): Promise<void> {
		if (!this.#isProven) await this.store.proveConditions();
		this.#isProven = true;
		const { look, notes } = await this.follow();
		for (const { folder, key } of await this.#list()) {
			if (look.there.has(key) || !(await isReal(folder))) continue;
			if (await this.claim(folder)) log.info(`shared ${key}`);
		}
		await this.notes.offer(await listFolder(this.#root), notes);
	}

	/** See `claimRelease`. */
	claim(folder: string): Promise<boolean> {
		return claimRelease(this.store, folder);
	}

	/** The releases of the folder, and what each is called there. */
	async #list(): Promise<{ folder: string; key: string }[]> {
		const found: { folder: string; key: string }[] = [];
		for (const dataset of await listFolder(this.#root)) {
			for (const granularity of granularities) {
				const parent = join(this.#root, dataset, granularity);
				for (const period of await listFolder(parent)) {
					const key = releaseKey({ dataset, granularity, period });
					found.push({ folder: join(parent, period), key });
				}
			}
		}
		return found;
	}

	#tell({ taken, refused }: Look): void {
		if (taken.length > mostNamed) log.info(`took ${taken.length} releases that are shared`);
		else for (const name of taken) log.info(`took ${toText(name)}, which is shared`, factsOf(name));
		for (const one of refused) {
			const line = `${toText(one)} in ${this.store.name} is refused: ${one.reason}`;
			if (!this.#told.has(line)) log.error(line, factsOf(one));
			this.#told.add(line);
		}
	}
}

/** Whether it is a release that can be read and is not of sample data. */
async function isReal(folder: string): Promise<boolean> {
	const text = await readFile(join(folder, 'release.json'), 'utf8').catch(absent);
	if (text === undefined) return false;
	try {
		return !toManifest(JSON.parse(text)).synthetic;
	} catch (error) {
		if (error instanceof ManifestError || error instanceof SyntaxError) return false;
		throw error;
	}
}

function toText({ dataset, period }: ReleaseName): string {
	return `${dataset} ${period}`;
}

function factsOf({ dataset, period }: ReleaseName) {
	return { dataset, period };
}
