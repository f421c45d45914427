import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as english from '../../src/lib/texts/english.ts';
import { pluralIn } from '../../src/lib/texts/plural.ts';
import { documentTexts, texts } from '../../src/lib/texts/texts.ts';

/** A second language, as the type check sees one: it refuses a block, a phrase or a form that is missing. */
const second: typeof english = {
	...english,
	locale: 'de-DE',
	bands: {
		remainder: 'übrige oder verdeckte',
		patchNotShown: (version) => `${version} (Patch nicht gezeigt)`
	}
};

test('a second language has the shape of English, and a gap in it is a type error', () => {
	// @ts-expect-error a phrase is missing
	const incomplete: typeof english.bands = { remainder: 'übrige oder verdeckte' };
	// @ts-expect-error a phrase asks for a value that it is not given
	const greedy: typeof english.facts.unit = (unit: string, other: string) => `${unit} ${other}`;
	expect([second.bands.patchNotShown('2.1'), incomplete, greedy]).toHaveLength(3);
});

test('the language in force is complete', () => {
	expect(shapeOf(texts)).toEqual(shapeOf(english));
	expect(shapeOf(documentTexts)).toEqual(shapeOf(english));
});

test('every text is used', () => {
	const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(ts|svelte)$/.test(name) && !name.startsWith('lib/texts/'))
		.map((name) => readFileSync(join('src', name), 'utf8'))
		.filter((source) => source.includes('texts/texts.ts'));
	const blocks = Object.entries(english).filter(([, block]) => typeof block === 'object');
	const unused = blocks.flatMap(([name, block]) => {
		const readers = sources.filter((source) => new RegExp(`[tT]exts\\.${name}\\b`).test(source));
		const isRead = (phrase: string) =>
			readers.some((source) => new RegExp(`\\b${phrase}\\b|[tT]exts\\.${name}\\[`).test(source));
		return Object.keys(block)
			.filter((phrase) => !isRead(phrase))
			.map((phrase) => `${name}.${phrase}`);
	});
	expect(unused).toEqual([]);
});

test('the form of a plural is that of the language', () => {
	const ofEnglish = pluralIn('en-GB');
	const ofPolish = pluralIn('pl');
	const forms = { one: 'problem', few: 'problemy', many: 'problemów', other: 'problemu' };
	expect(
		[0, 1, 2, 1.04, 1.06].map((number) => ofEnglish(number, { one: '1', other: 'n' }))
	).toEqual(['n', '1', 'n', '1', 'n']);
	expect([1, 3, 5, 1.5].map((number) => ofPolish(number, forms))).toEqual([
		'problem',
		'problemy',
		'problemów',
		'problemu'
	]);
});

function shapeOf(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return typeof value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one)]));
}
