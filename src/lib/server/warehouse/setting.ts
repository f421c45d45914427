// Facts about the warehouse itself, kept inside it.
import { z } from 'zod';
import type { Warehouse } from './connection.ts';

/**
 * `origin` says whose heartbeats these are: `sample` or `real`. `rewrite` is there while the file may still hold bytes of
 * what was deleted for good.
 */
export type SettingKey = 'schema_version' | 'origin' | 'rewrite';

const SettingRow = z.strictObject({ value: z.string() });

/** @returns `undefined` while the setting was never written */
export async function readSetting(
	warehouse: Warehouse,
	key: SettingKey
): Promise<string | undefined> {
	const rows = await warehouse.all('SELECT value FROM setting WHERE key = $key', { key });
	return rows[0] === undefined ? undefined : SettingRow.parse(rows[0]).value;
}

export async function writeSetting(
	warehouse: Warehouse,
	key: SettingKey,
	value: string
): Promise<void> {
	await warehouse.run('DELETE FROM setting WHERE key = $key', { key });
	await warehouse.run('INSERT INTO setting VALUES ($key, $value)', { key, value });
}
