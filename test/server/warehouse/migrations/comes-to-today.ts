// What has to hold of any warehouse that an earlier program made, once this one has opened it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect } from 'vitest';
import { z } from 'zod';
import { schemaVersion } from '../../../../src/lib/server/warehouse/migrations/migrations.ts';
import { rewriteWarehouse } from '../../../../src/lib/server/warehouse/replace-file.ts';
import { readSetting, writeSetting } from '../../../../src/lib/server/warehouse/setting.ts';
import { openWarehouse, type Warehouse } from '../../../../src/lib/server/warehouse/warehouse.ts';
import { unpackFolder, type EarlierFolder } from '../../../support/earlier-folder.ts';
import { temporaryWarehouse } from '../temporary-warehouse.ts';

/** The file of the warehouse in a data folder. */
export const fileOf = (folder: string) => join(folder, 'warehouse', 'warehouse.duckdb');

/** All rows of a database by table, read without the program. */
async function readRows(file: string): Promise<Map<string, Record<string, unknown>[]>> {
	const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
	const connection = await instance.connect();
	const all = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
	const tables = await all('SELECT table_name AS name FROM duckdb_tables() ORDER BY name');
	const rows = new Map<string, Record<string, unknown>[]>();
	for (const name of tables.map((table) => z.string().parse(table['name']))) {
		rows.set(name, await all(`SELECT * FROM "${name}" ORDER BY ALL`));
	}
	connection.closeSync();
	instance.closeSync();
	return rows;
}

async function columns(warehouse: Warehouse): Promise<unknown> {
	return warehouse.all(
		`SELECT table_name, column_index, column_name, data_type, is_nullable FROM duckdb_columns()
		WHERE NOT internal AND NOT starts_with(table_name, 'usage_') ORDER BY ALL`
	);
}

/** The same rows without columns that came later, and without the version itself. */
function withoutNew(rows: Map<string, Record<string, unknown>[]>, table: string): unknown {
	return (rows.get(table) ?? [])
		.filter(({ key }) => key !== 'schema_version')
		.map((row) => ({ ...row, last_version: undefined }));
}

/** Has the tables of a new one and every row it had; what it was lies beside it until something is deleted for good. */
export async function comesToToday(name: EarlierFolder): Promise<void> {
	const folder = unpackFolder(name);
	const before = await readRows(fileOf(folder));
	const warehouse = await openWarehouse(folder);
	expect(await columns(warehouse)).toEqual(await columns(await temporaryWarehouse()));
	expect(await readSetting(warehouse, 'schema_version')).toBe(String(schemaVersion));
	expect(await readRows(`${fileOf(folder)}.version-${name.slice(0, 1)}`)).toEqual(before);
	warehouse.close();
	const after = await readRows(fileOf(folder));
	expect(before.get('heartbeat')).toHaveLength(761);
	for (const table of before.keys()) {
		expect(withoutNew(after, table), table).toEqual(withoutNew(before, table));
	}
	await deleteForGood(folder);
	expect(readdirSync(join(folder, 'warehouse'))).toEqual(['warehouse.duckdb']);
}

async function deleteForGood(folder: string): Promise<void> {
	const warehouse = await openWarehouse(folder);
	await writeSetting(warehouse, 'rewrite', 'pending');
	warehouse.close();
	await rewriteWarehouse(folder);
}
