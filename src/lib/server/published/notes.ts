// Dated notes that people add to the charts of a dataset: one file each, `{dataset}/notes/{id}.json`, public like a release.
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Note } from '../../schema/dataset.ts';
import { toProblems } from '../../schema/problem.ts';
import { absent, listFolder } from './folder.ts';

/** What stands in a file: the fields of a note but its id, which is the name of the file. */
const StoredFields = z.record(z.string(), z.unknown()).catch({});

/** Reads notes and keeps them until their files change. */
export class NoteReader {
	readonly #root: string;
	readonly #onProblem: (problem: string) => void;
	readonly #known = new Map<string, { stamp: number; note: Note | undefined }>();

	/**
	 * @param root folder of the published releases
	 * @param onProblem told once of each file that holds no note: its name, the field and what that accepts
	 */
	constructor(root: string, onProblem: (problem: string) => void) {
		this.#root = root;
		this.#onProblem = onProblem;
	}

	/** All notes of a dataset, by id. A file that holds none is left out, as a note may not take a chart down. */
	async list(dataset: string): Promise<Note[]> {
		const folder = noteFolder(this.#root, dataset);
		const names = (await listFolder(folder)).filter((name) => name.endsWith('.json'));
		const notes = await Promise.all(names.map((name) => this.#read(folder, name)));
		return notes.filter((note) => note !== undefined);
	}

	async #read(folder: string, name: string): Promise<Note | undefined> {
		const file = join(folder, name);
		const stamp = (await stat(file).catch(absent))?.mtimeMs;
		if (stamp === undefined) return undefined;
		const known = this.#known.get(file);
		if (known?.stamp === stamp) return known.note;
		const text = await readFile(file, 'utf8').catch(absent);
		if (text === undefined) return undefined;
		const note = this.#parse(text, name);
		this.#known.set(file, { stamp, note });
		return note;
	}

	#parse(text: string, name: string): Note | undefined {
		const fields = StoredFields.parse(parseJson(text));
		const note = Note.safeParse({ ...fields, id: name.slice(0, -'.json'.length) });
		if (note.success) return note.data;
		const reasons = toProblems(note.error).map(({ field, reason }) => `${field}: ${reason}`);
		this.#onProblem(`note ${name} is left out: ${reasons.join('; ')}`);
		return undefined;
	}
}

/**
 * Writes a new note; a reader sees the whole of it or nothing.
 *
 * @returns whether it was written; not when there is one of that id
 */
export async function writeNote(root: string, dataset: string, note: Note): Promise<boolean> {
	const folder = noteFolder(root, dataset);
	await mkdir(folder, { recursive: true });
	const temporary = join(folder, `.${note.id}-${process.pid}`);
	const handle = await open(temporary, 'w');
	try {
		await handle.writeFile(toNoteText(note));
		await handle.sync();
		await link(temporary, join(folder, `${note.id}.json`));
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	} finally {
		await handle.close();
		await rm(temporary);
	}
}

/** @returns whether there was a note of that id */
export async function removeNote(root: string, dataset: string, id: string): Promise<boolean> {
	const file = join(noteFolder(root, dataset), `${id}.json`);
	const isThere = (await stat(file).catch(absent)) !== undefined;
	await rm(file, { force: true });
	return isThere;
}

/** A note as its file holds it. */
export function toNoteText(note: Note): string {
	return `${JSON.stringify({ ...note, id: undefined }, null, '\t')}\n`;
}

export function noteFolder(root: string, dataset: string): string {
	return join(root, dataset, 'notes');
}

/** @returns `undefined` for what is no JSON, which no schema takes */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}
