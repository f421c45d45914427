import { expect, test } from 'vitest';
import {
	bandCodes,
	compareCategories,
	Dataset,
	dimensionOf
} from '../../src/lib/schema/dataset.ts';
import { heartbeats } from '../../src/lib/datasets/heartbeats.ts';

test('bands are named in words, from 0 on and without a gap', () => {
	expect(bandCodes([1, 5, 10])).toEqual(['0', '1 to 4', '5 to 9', '10 or more']);
	expect(bandCodes([50])).toEqual(['0 to 49', '50 or more']);
});

test('siblings stand in the order of their code list, never by count', () => {
	const order = compareCategories(dimensionOf(heartbeats, 'active_users'));
	expect(['100 or more', 'other', '5 to 9', '0'].sort(order)).toEqual([
		'0',
		'5 to 9',
		'100 or more',
		'other'
	]);
});

test('a definition with a column that is no plain name is refused', () => {
	const [first] = heartbeats.dimensions;
	const dimensions = [{ ...first, column: 'version"; DROP TABLE heartbeat' }];
	expect(Dataset.safeParse({ ...heartbeats, dimensions }).success).toBe(false);
});

test('every table names dimensions that the dataset has', () => {
	for (const table of heartbeats.tables) {
		for (const id of table.dimensions) expect(dimensionOf(heartbeats, id).id).toBe(id);
	}
	expect(() => dimensionOf(heartbeats, 'nope')).toThrow(RangeError);
});
