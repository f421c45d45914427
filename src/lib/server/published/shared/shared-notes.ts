// Notes on all machines: they are added and taken back in shared storage, and come to the folder of each. One that was taken
// back leaves an object there that says so, as other machines still have it.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Note } from '../../../schema/dataset.ts';
import { writeWhole } from '../../durable.ts';
import { listFolder } from '../folder.ts';
import { noteFolder, toNoteText } from '../notes.ts';
import { folders, noteKey, parseNoteKey } from './keys.ts';
import type { SharedStore } from './shared-store.ts';

const takenBack = Buffer.from('{"removed":true}\n');
/** Longer than any note. */
const longestBytes = 8192;

/** The notes of shared storage and those of a folder of published releases. */
export class SharedNotes {
	readonly #root: string;
	readonly #store: SharedStore;
	readonly #known = new Map<string, string>();

	constructor(root: string, store: SharedStore) {
		this.#root = root;
		this.#store = store;
	}

	/** @returns whether it was written; not when there is one of that id */
	async add(dataset: string, note: Note): Promise<boolean> {
		const key = noteKey(dataset, note.id);
		const bytes = Buffer.from(toNoteText(note));
		if (await this.#store.writeNew(key, bytes)) return true;
		if (!(await this.#store.read(key))?.equals(takenBack)) return false;
		await this.#store.write(key, bytes);
		return true;
	}

	/** @returns whether there was a note of that id */
	async takeBack(dataset: string, id: string): Promise<boolean> {
		const key = noteKey(dataset, id);
		const there = await this.#store.read(key);
		if (!there || there.equals(takenBack)) return false;
		await this.#store.write(key, takenBack);
		return true;
	}

	/**
	 * Brings the folder to what is shared. What is only here stays.
	 *
	 * @returns names of all objects that are notes
	 */
	async mirror(): Promise<ReadonlySet<string>> {
		const there = new Set<string>();
		for (const { key, version } of await this.#store.list(folders.notes)) {
			const name = parseNoteKey(key);
			if (!name) continue;
			there.add(key);
			if (this.#known.get(key) === version) continue;
			const bytes = await this.#store.read(key);
			if (bytes) await this.#bring(name, bytes);
			this.#known.set(key, version);
		}
		return there;
	}

	/** Shares the notes that are only here. */
	async offer(datasets: readonly string[], there: ReadonlySet<string>): Promise<void> {
		for (const dataset of datasets) {
			const folder = noteFolder(this.#root, dataset);
			for (const name of (await listFolder(folder)).filter((one) => one.endsWith('.json'))) {
				const key = noteKey(dataset, name.slice(0, -'.json'.length));
				if (there.has(key) || !parseNoteKey(key)) continue;
				await this.#store.writeNew(key, await readFile(join(folder, name)));
			}
		}
	}

	/** A file that holds no note is left out by whoever reads it. */
	async #bring({ dataset, id }: { dataset: string; id: string }, bytes: Buffer): Promise<void> {
		const folder = noteFolder(this.#root, dataset);
		const file = join(folder, `${id}.json`);
		if (bytes.equals(takenBack)) await rm(file, { force: true });
		else if (bytes.length <= longestBytes) {
			await mkdir(folder, { recursive: true });
			await writeWhole(file, bytes.toString('utf8'));
		}
	}
}
