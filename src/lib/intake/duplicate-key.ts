// JSON.parse keeps the last of two equal keys and says nothing; here a text with two of them is found out.
import { createScanner } from 'jsonc-parser';

/**
 * Finds the first key that an object of `text` has twice, however it is spelled.
 *
 * Reads token by token without recursion, so that deep nesting costs nothing but time.
 *
 * @param text valid JSON
 * @returns the keys that lead to it, itself included; `undefined` if every key is there once
 */
export function findDuplicateKey(text: string): string[] | undefined {
	const scanner = createScanner(text, true);
	const open: { readonly keys: Set<string>; last: string }[] = [];
	let string = '';
	for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
		const start = text[scanner.getTokenOffset()];
		const object = open.at(-1);
		if (start === '{' || start === '[') {
			open.push({ keys: new Set(), last: '' });
		} else if (start === '}' || start === ']') {
			open.pop();
		} else if (start === '"') {
			string = scanner.getTokenValue();
		} else if (start === ':' && object) {
			object.last = string;
			if (object.keys.has(string)) return open.map(({ last }) => last);
			object.keys.add(string);
		}
	}
	return undefined;
}
