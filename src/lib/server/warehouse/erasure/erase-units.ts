// Every row of a unit, in every table that has any.
import { z } from 'zod';
import type { Warehouse } from '../connection.ts';
import { writeSetting } from '../setting.ts';
import type { Tombstones } from './tombstones.ts';

const ColumnRow = z.object({ table_name: z.string(), column_name: z.string() });

/** Columns that hold the id of a unit; this program alone names tables and columns. */
const unitColumns = `SELECT table_name, column_name FROM duckdb_columns()
	WHERE NOT internal AND database_name = current_database() AND schema_name = 'main'
		AND column_name IN ('instance_id', 'unit_id')
		AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE NOT temporary)`;

/**
 * Deletes all rows of the units that `tombstones` name; the file of the warehouse has to be rewritten afterwards.
 *
 * @returns how many rows that were, those about a unit as a whole among them
 */
export async function eraseUnits(warehouse: Warehouse, tombstones: Tombstones): Promise<number> {
	if (tombstones.isEmpty) return 0;
	const columns = z.array(ColumnRow).parse(await warehouse.all(unitColumns));
	return warehouse.transaction(async () => {
		let erased = 0;
		for (const { table_name, column_name } of columns) {
			erased += await eraseFrom(warehouse, table_name, column_name, tombstones);
		}
		if (erased > 0) await writeSetting(warehouse, 'rewrite', 'pending');
		return erased;
	});
}

/** Digests are made of each id once, not of each row. */
async function eraseFrom(
	warehouse: Warehouse,
	table: string,
	column: string,
	tombstones: Tombstones
): Promise<number> {
	return warehouse.run(
		`DELETE FROM "${table}" WHERE "${column}" IN (
			SELECT id FROM (SELECT DISTINCT "${column}" AS id FROM "${table}") WHERE NOT ${tombstones.toSql('id')}
		)`
	);
}
