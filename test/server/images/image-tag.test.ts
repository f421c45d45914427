import { expect, test } from 'vitest';
import type { Note } from '../../../src/lib/schema/dataset.ts';
import type { Manifest } from '../../../src/lib/schema/release.ts';
import { imageTag, type Ingredients } from '../../../src/lib/server/images/image-tag.ts';

/** As much of a manifest as a tag looks at: all of it, whatever it holds. */
const manifest = (period: string, sha256: string) =>
	({ period, parts: [{ file: 'cells.parquet', sha256, bytes: 1 }] }) as unknown as Manifest;

const ingredients: Ingredients = {
	build: '1',
	form: 'png',
	table: 'version',
	manifests: [manifest('2026-W45', 'a'), manifest('2026-W46', 'b')],
	notes: [],
	query: { theme: 'dark', width: 960 }
};

const note: Note = { id: 'late', kind: 'note', tables: ['version'], text: 'A late start.' };

test('the same picture has the same tag, in whatever order it is asked for', () => {
	const query = { width: 960, theme: 'dark' };
	const manifests = [manifest('2026-W45', 'a'), manifest('2026-W46', 'b')];
	expect(imageTag({ ...ingredients, query, manifests })).toBe(imageTag(ingredients));
});

test.each([
	['drawn by other code', { build: '2' }],
	['of another form', { form: 'svg' }],
	['of another table', { table: 'os' }],
	['of another look', { query: { theme: 'light', width: 960 } }],
	['with another note', { notes: [note] }],
	['of fewer releases', { manifests: ingredients.manifests.slice(1) }],
	[
		'of a release with other cells',
		{ manifests: [manifest('2026-W45', 'a'), manifest('2026-W46', 'c')] }
	]
])('a picture %s has another tag', (_, change) => {
	expect(imageTag({ ...ingredients, ...change })).not.toBe(imageTag(ingredients));
});
