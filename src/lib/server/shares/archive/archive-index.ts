// The folder of an archived share, `shares/{id}/`: an index, and the files that it names.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Form } from '../gate/locked-query.ts';

export const indexName = 'archive.json';

const FrozenFile = z.strictObject({
	file: z.string().regex(/^[a-z]+\.[a-z]+$/),
	/** All that has to be sent with the bytes for them to be read as they were meant. */
	headers: z.record(z.string(), z.string())
});
export type FrozenFile = z.infer<typeof FrozenFile>;

/** The files by their form and, where it has several, its theme: `html auto`, `svg dark`, `csv`. */
export const ArchiveIndex = z.record(z.string(), FrozenFile);
export type ArchiveIndex = z.infer<typeof ArchiveIndex>;

/** Themes that a form is drawn in; a picture can't ask for the theme of its reader, so `auto` is the first. */
export const themesOf = {
	html: ['auto', 'light', 'dark'],
	svg: ['light', 'dark'],
	png: ['light', 'dark'],
	csv: [],
	json: []
} as const satisfies Record<Form, readonly string[]>;

/** Name of an entry of the index. */
export function entryName(form: Form, theme: string): string {
	const themes: readonly string[] = themesOf[form];
	const drawn = themes.includes(theme) ? theme : themes[0];
	return drawn === undefined ? form : `${form} ${drawn}`;
}

/** A frozen file and its bytes; `undefined` for a form that the chart does not have. */
export async function readFrozen(
	folder: string,
	form: Form,
	theme: string
): Promise<
	{ readonly bytes: Uint8Array<ArrayBuffer>; readonly headers: FrozenFile['headers'] } | undefined
> {
	const text = await readFile(join(folder, indexName), 'utf8');
	const entry = ArchiveIndex.parse(JSON.parse(text))[entryName(form, theme)];
	if (!entry) return undefined;
	return {
		bytes: new Uint8Array(await readFile(join(folder, entry.file))),
		headers: entry.headers
	};
}
