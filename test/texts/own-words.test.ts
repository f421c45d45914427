import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { phrasesInScript, wordsInMarkup } from './own-words.ts';

/** Prose that stands as it was written: a translation of these is a document of its own. */
const documents = [
	'src/lib/components/method/MethodSteps.svelte',
	'src/lib/components/method/PolicyList.svelte',
	'src/lib/components/collect/CollectIntroduction.svelte',
	'src/lib/components/collect/CollectPromises.svelte',
	'src/lib/components/collect/FieldTable.svelte',
	'src/lib/components/collect/SenderGuide.svelte',
	'src/lib/components/collect/field-list.ts',
	'src/lib/components/collect/purposes.ts',
	'src/lib/components/collect/sending-examples.ts',
	'src/lib/components/collect/example-heartbeat.ts'
];

/** What programs read. */
const api = /^src\/routes\/(api|v1|healthz|readyz|metrics)\//;

/** Each word or sentence with the file that says it, of all files below a folder but the documents. */
function findOwn(folder: string, ending: string, find: (source: string) => string[]): string[] {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => join(folder, name));
	expect(files).not.toEqual([]);
	return files
		.filter((file) => !documents.includes(file))
		.flatMap((file) => find(readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`));
}

test('no component has a word of its own in its markup', () => {
	expect(findOwn('src', '.svelte', wordsInMarkup)).toEqual([]);
});

test('no component, chart or page has a sentence of its own in its script', () => {
	const folders = ['src/lib/chart', 'src/lib/components', 'src/lib/explain', 'src/routes'];
	const inFiles = folders.flatMap((folder) => findOwn(folder, '.ts', phrasesInScript));
	const inComponents = findOwn('src', '.svelte', phrasesInScript);
	expect([...inComponents, ...inFiles].filter((found) => !api.test(found))).toEqual([]);
});

test.each([
	['<p>Hidden</p>', ['Hidden']],
	['<p>{count} of {all} cells</p>', ['of', 'cells']],
	['<nav aria-label="On this page"></nav>', ['On this page']],
	['<Group label="Range" />', ['Range']],
	["<b>{theme === 'auto' ? 'Auto' : 'Dark'}</b>", ['Auto', 'Dark']],
	['<p title="since {day}">{`${day} later`}</p>', ['since', 'later']],
	['{#if a}<p>{#each list as one}None{/each}</p>{/if}', ['None']]
])('words are found in %s', (component, words) => {
	expect(wordsInMarkup(component)).toEqual(words);
});

test.each([
	'<p class="quiet">{texts.story.hidden}: {count} · k</p>',
	"<p>{load('week')}<kbd>Enter</kbd> <code>npm run start</code></p>",
	"<a href=\"/tables\" class={{ wide: kind === 'stack' }}>{a === 'b'}</a>"
])('no words are found in %s', (component) => {
	expect(wordsInMarkup(component)).toEqual([]);
});

test('sentences are found in scripts, errors and reasons of the API are not', () => {
	expect(phrasesInScript('const said = `${n} of ${m}`; const a = "not yet";')).toEqual([
		'$ of $',
		'not yet'
	]);
	expect(phrasesInScript("throw new RangeError('no such page');")).toEqual([]);
	expect(phrasesInScript("const problem = { field, reason: 'is not crossed' };")).toEqual([]);
});
