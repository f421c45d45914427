import { WarehouseUnreadableError } from './errors.ts';
import { readSetting, writeSetting } from './setting.ts';
import { readStatement } from './statement.ts';
import type { Warehouse } from './connection.ts';

/** Version of the tables in `sql/schema.sql`; raised with every change of them. */
export const schemaVersion = 3;

/**
 * Brings the tables of `warehouse` to this program's version; does nothing when they are there.
 *
 * @throws {WarehouseUnreadableError} when a newer program made them
 */
export async function migrate(warehouse: Warehouse): Promise<void> {
	await warehouse.transaction(async () => {
		await warehouse.run(readStatement('schema'));
		const version = await readSetting(warehouse, 'schema_version');
		if (version !== undefined && Number(version) > schemaVersion) {
			throw new WarehouseUnreadableError(
				`${warehouse.folder} holds schema version ${version}, this program knows ${schemaVersion}: update Murmuration`
			);
		}
		if (version !== String(schemaVersion)) {
			await writeSetting(warehouse, 'schema_version', String(schemaVersion));
		}
	});
}
