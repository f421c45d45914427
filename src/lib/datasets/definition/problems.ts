// The two ways in which a reference goes wrong.
import type { Problem } from '../../schema/problem.ts';

/** One problem for the first of `given` that is not in `known`. */
export function isOneOf(
	field: string,
	given: readonly string[],
	known: readonly string[]
): Problem[] {
	const unknown = given.find((one) => !known.includes(one));
	if (unknown === undefined) return [];
	const expected = known.length === 0 ? 'nothing' : known.join(', ');
	return [{ field, reason: `expected ${expected}, got ${unknown}` }];
}

/** One problem for the first of `list` whose name stands in it before. */
export function notOnce<Item>(
	field: string,
	list: readonly Item[],
	nameOf: (item: Item) => string
): Problem[] {
	const names = list.map(nameOf);
	const again = names.findIndex((name, index) => names.indexOf(name) !== index);
	if (again < 0) return [];
	return [
		{ field: `${field}.${again}`, reason: `expected each once, got ${names[again] ?? ''} again` }
	];
}
