import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync('SECURITY.md', 'utf8');
const rows = text
	.split('\n')
	.filter((line) => /^\| \d/.test(line))
	.map((line) => {
		const [item = '', asks = '', state = '', how = ''] = line
			.split('|')
			.slice(1)
			.map((cell) => cell.trim());
		return { item, asks, state, how };
	});

/** What begins like a path of the project. */
const path = /^(src|static|data|test|\.ci)\/|^[\w.-]+\.(md|json|js|ts|cjs)$/;

function pathsIn(words: string): string[] {
	return [...words.matchAll(/`([^`]+)`/g)]
		.map(([, word = '']) => word)
		.filter((word) => path.test(word) || word.startsWith('.dependency'));
}

test('every file that the document names is there', () => {
	const paths = pathsIn(text);
	expect(paths.length).toBeGreaterThan(100);
	for (const one of paths) expect(existsSync(one), one).toBe(true);
});

test('every test that is named in quotes stands in the file before it', () => {
	const named = [...text.matchAll(/`(test\/[^`]+)`((?: "[^"]+")+)/g)];
	expect(named.length).toBeGreaterThan(20);
	for (const [, file = '', names = ''] of named) {
		const source = readFileSync(file, 'utf8');
		for (const [, name = ''] of names.matchAll(/"([^"]+)"/g)) {
			expect(source.includes(name), `${file}: ${name}`).toBe(true);
		}
	}
});

test('every item stands there once, in order, with what it is and why', () => {
	const numbers = rows.map(({ item }) => item.split('.').map(Number));
	const sorted = numbers.toSorted((a, b) => {
		const at = a.findIndex((part, index) => part !== b[index]);
		return (a[at] ?? 0) - (b[at] ?? 0);
	});
	expect(numbers).toEqual(sorted);
	expect(new Set(rows.map(({ item }) => item)).size).toBe(rows.length);
	for (const { item, asks, state, how } of rows) {
		expect(item).toMatch(/^\d+\.\d+\.\d+$/);
		expect(['met', 'partly', 'not met'], item).toContain(state);
		expect(asks.length, item).toBeGreaterThan(3);
		expect(how.length, item).toBeGreaterThan(3);
	}
});
