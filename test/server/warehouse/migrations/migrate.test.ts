import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { openWarehouse } from '../../../../src/lib/server/warehouse/warehouse.ts';
import { unpackFolder } from '../../../support/earlier-folder.ts';
import { comesToToday, fileOf } from './comes-to-today.ts';

// The others run with the slow tests.
test.each(['1-first', '2-usage', '3-postgres'] as const)(
	'a warehouse of %s comes to today with all that is in it',
	comesToToday
);

test('a migration that fails changes nothing, and the next one does it all', async () => {
	const folder = unpackFolder('1-first');
	const file = fileOf(folder);
	const instance = await DuckDBInstance.create(file);
	const connection = await instance.connect();
	// What version 3 is about to make is in its way.
	await connection.run('CREATE TABLE postgres_source (in_the_way INTEGER)');
	const before = [...(await readTables(connection))];
	connection.closeSync();
	instance.closeSync();
	await expect(openWarehouse(folder)).rejects.toThrow(/postgres_source.*already exists/);
	const again = await DuckDBInstance.create(file);
	const second = await again.connect();
	expect(await readTables(second)).toEqual(before);
	await second.run('DROP TABLE postgres_source');
	second.closeSync();
	again.closeSync();
	(await openWarehouse(folder)).close();
});

async function readTables(
	connection: Awaited<ReturnType<DuckDBInstance['connect']>>
): Promise<unknown[]> {
	return (
		await connection.runAndReadAll(
			'SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal ORDER BY ALL'
		)
	).getRowsJson();
}

test('reading only changes nothing and says what to do first', async () => {
	const folder = unpackFolder('2-receiver');
	await expect(openWarehouse(folder, { readOnly: true })).rejects.toThrow(
		/schema version 2, which is read once it is brought to 4: murmuration publish does that/
	);
	expect(existsSync(`${fileOf(folder)}.version-2`)).toBe(false);
	(await openWarehouse(folder)).close();
	(await openWarehouse(folder, { readOnly: true })).close();
});

test('a warehouse of today is left alone', async () => {
	const folder = unpackFolder('3-retention');
	(await openWarehouse(folder)).close();
	const names = readdirSync(join(folder, 'warehouse'));
	(await openWarehouse(folder)).close();
	expect(readdirSync(join(folder, 'warehouse'))).toEqual(names);
});
