// A warehouse comes to this program's version when it is opened for writing, all the way or not at all.
import { z } from 'zod';
import type { Warehouse } from '../connection.ts';
import { WarehouseUnreadableError } from '../errors.ts';
import { readSetting, writeSetting } from '../setting.ts';
import { migrationsAfter, schemaVersion } from './migrations.ts';
import { keepCopy } from './kept-copy.ts';

const Known = z.strictObject({ known: z.boolean() });

/**
 * Brings the tables of `warehouse` to this program's version in one transaction, once a copy of what was there lies
 * beside it; does nothing when they are there.
 *
 * @throws {WarehouseUnreadableError} when a newer program made them
 */
export async function migrate(warehouse: Warehouse): Promise<void> {
	const version = await readVersion(warehouse);
	if (version === schemaVersion) return;
	if (version > 0) await keepCopy(warehouse, version);
	await warehouse.transaction(async () => {
		for (const sql of migrationsAfter(version)) await warehouse.run(sql);
		await writeSetting(warehouse, 'schema_version', String(schemaVersion));
	});
}

/**
 * Makes sure that the tables are of this program's version without changing anything.
 *
 * @throws {WarehouseUnreadableError} when they are older or newer
 */
export async function checkVersion(warehouse: Warehouse): Promise<void> {
	const version = await readVersion(warehouse);
	if (version === schemaVersion) return;
	throw new WarehouseUnreadableError(
		`${warehouse.folder} has schema version ${version}, which is read once it is brought to ${schemaVersion}: murmuration publish does that, as does whatever else writes`
	);
}

/** 0 for an empty database. */
async function readVersion(warehouse: Warehouse): Promise<number> {
	const [row] = await warehouse.all(
		"SELECT count(*) > 0 AS known FROM duckdb_tables() WHERE table_name = 'setting' AND database_name = current_database()"
	);
	if (!Known.parse(row).known) return 0;
	const version = Number(await readSetting(warehouse, 'schema_version'));
	if (version <= schemaVersion) return version;
	throw new WarehouseUnreadableError(
		`${warehouse.folder} was made by a newer Murmuration: it needs one that knows schema version ${version}, this one knows ${schemaVersion}: update Murmuration`
	);
}
