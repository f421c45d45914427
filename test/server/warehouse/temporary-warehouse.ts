import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openWarehouse, type Warehouse } from '../../../src/lib/server/warehouse/warehouse.ts';

const folders: string[] = [];
const open: Warehouse[] = [];

afterEach(() => {
	for (const warehouse of open.splice(0)) warehouse.close();
	// A process that was killed may write a last time.
	const patiently = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 };
	for (const folder of folders.splice(0)) rmSync(folder, patiently);
});

/** A new folder, removed after the test. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'murmuration-'));
	folders.push(folder);
	return folder;
}

/** A new warehouse, closed and removed after the test. */
export async function temporaryWarehouse(folder = temporaryFolder()): Promise<Warehouse> {
	const warehouse = await openWarehouse(folder);
	open.push(warehouse);
	return warehouse;
}

/** A file of that name in a folder of its own, removed after the test. */
export function temporaryFile(name: string, content: string | Uint8Array): string {
	const path = join(temporaryFolder(), name);
	writeFileSync(path, content);
	return path;
}

/** Everything the warehouse says about heartbeats and instances, in one order. */
export async function readContent(warehouse: Warehouse): Promise<unknown> {
	return {
		heartbeats: await warehouse.all('SELECT * FROM heartbeat ORDER BY ALL'),
		instances: await warehouse.all('SELECT * FROM instance ORDER BY ALL')
	};
}
