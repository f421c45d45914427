import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	fillLiterals,
	toColumnsLiteral,
	toPathLiteral
} from '../../../src/lib/server/warehouse/load/literal.ts';
import { toLiteral } from '../../../src/lib/server/sql-literal.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import { fleet, toNdjson } from '../../support/heartbeats.ts';
import { temporaryFile, temporaryWarehouse } from './temporary-warehouse.ts';

test('any text survives as a literal', async () => {
	const warehouse = await temporaryWarehouse();
	const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'));
	await fc.assert(
		fc.asyncProperty(text, async (value) => {
			const [row] = await warehouse.all(
				fillLiterals('SELECT $value AS value', { value: toLiteral(value) })
			);
			expect(row).toEqual({ value });
		}),
		{ numRuns: 50 }
	);
});

test('a file whose name holds quotes and wildcards is read, and no other', async () => {
	const warehouse = await temporaryWarehouse();
	const path = temporaryFile("it's [a] *?.ndjson", toNdjson(fleet(2)));
	expect(await loadFile(warehouse, path)).toMatchObject({ loaded: 2, rejected: 0 });
	expect(toPathLiteral('a*.csv')).toBe("'a[*].csv'");
});

test('a placeholder without a literal stays, and columns are all text', () => {
	expect(fillLiterals('$a $b', { a: '1' })).toBe('1 $b');
	expect(toColumnsLiteral(['a.b', "c'd"])).toBe("{'a.b': 'VARCHAR', 'c''d': 'VARCHAR'}");
});
