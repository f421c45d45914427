// Sample data is a stand-in until there are real heartbeats; then nothing of it may stay, neither here nor published.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { writeSetting } from './setting.ts';
import { usagePrefix } from './usage/usage-tables.ts';
import type { Warehouse } from './connection.ts';

const TableRow = z.object({ table_name: z.string() });
const Origin = z.object({ synthetic: z.boolean() });

/** Empties the warehouse and removes every published release that was made from sample data. */
export async function removeSample(warehouse: Warehouse, dataFolder: string): Promise<void> {
	for (const folder of syntheticReleases(join(dataFolder, 'published'))) {
		rmSync(folder, { recursive: true });
	}
	await warehouse.transaction(async () => {
		await warehouse.run('DELETE FROM heartbeat');
		await warehouse.run('DELETE FROM instance');
		for (const table of await usageTables(warehouse)) {
			await warehouse.run(`DELETE FROM "${table}"`);
		}
		await writeSetting(warehouse, 'origin', 'real');
	});
}

function syntheticReleases(root: string): string[] {
	if (!existsSync(root)) return [];
	return readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((path) => basename(path) === 'release.json')
		.map((path) => join(root, path))
		.filter((path) => Origin.parse(JSON.parse(readFileSync(path, 'utf8'))).synthetic)
		.map((path) => dirname(path));
}

/** Tables of usage records, of whatever datasets; this program alone names tables. */
async function usageTables(warehouse: Warehouse): Promise<string[]> {
	const rows = await warehouse.all(
		'SELECT table_name FROM duckdb_tables() WHERE NOT temporary AND starts_with(table_name, $prefix)',
		{ prefix: usagePrefix }
	);
	return z
		.array(TableRow)
		.parse(rows)
		.map(({ table_name }) => table_name);
}
