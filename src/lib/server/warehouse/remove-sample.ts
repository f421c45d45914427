// Sample data is a stand-in until there are real heartbeats; then nothing of it may stay, neither here nor published.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { writeSetting } from './setting.ts';
import type { Warehouse } from './connection.ts';

const Origin = z.object({ synthetic: z.boolean() });

/** Empties the warehouse and removes every published release that was made from sample data. */
export async function removeSample(warehouse: Warehouse, dataFolder: string): Promise<void> {
	for (const folder of syntheticReleases(join(dataFolder, 'published'))) {
		rmSync(folder, { recursive: true });
	}
	await warehouse.transaction(async () => {
		await warehouse.run('DELETE FROM heartbeat');
		await warehouse.run('DELETE FROM instance');
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
