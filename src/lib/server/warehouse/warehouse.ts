// The private store: one DuckDB file with one owner. Only the builder's side may import this.
import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toWarehouse, type Warehouse } from './connection.ts';
import { WarehouseLockedError, WarehouseUnreadableError, toLockedError } from './errors.ts';
import { checkVersion, migrate } from './migrations/migrate.ts';

export type { Warehouse } from './connection.ts';

export interface WarehouseOptions {
	/** As DuckDB writes it: `512MB`. Default: DuckDB's own, 80 % of the machine. */
	readonly memoryLimit?: string;
	readonly readOnly?: boolean;
	/** How long to wait for another process to let go of the file. */
	readonly lockWaitMs?: number;
}

const openFiles = new Set<string>();
/** Name of the database in the folder of the warehouse. */
export const warehouseFile = 'warehouse.duckdb';
const lockRetryMs = 250;

/**
 * Opens `<dataFolder>/warehouse/warehouse.duckdb`, making and migrating it when needed.
 *
 * @throws {WarehouseLockedError} when the file is still in use after `lockWaitMs` (15 s), or open in this process
 * @throws {WarehouseUnreadableError} when its schema is newer than this program, or there is nothing to read, or it
 *   would have to be migrated first and is opened only to be read
 */
export async function openWarehouse(
	dataFolder: string,
	{ memoryLimit, readOnly = false, lockWaitMs = 15_000 }: WarehouseOptions = {}
): Promise<Warehouse> {
	const path = resolve(dataFolder, 'warehouse');
	if (readOnly && !existsSync(join(path, warehouseFile))) {
		throw new WarehouseUnreadableError(`${path} holds no warehouse yet: load heartbeats first`);
	}
	mkdirSync(path, { recursive: true });
	const folder = realpathSync(path);
	const file = join(folder, warehouseFile);
	if (openFiles.has(file)) {
		throw new WarehouseLockedError(`${file} is already open in this process: use that handle`);
	}
	openFiles.add(file);
	try {
		const instance = await openFile(file, Date.now() + lockWaitMs, {
			access_mode: readOnly ? 'READ_ONLY' : 'READ_WRITE',
			autoinstall_known_extensions: 'false',
			autoload_known_extensions: 'false',
			storage_compatibility_version: 'latest',
			temp_directory: join(folder, 'temp'),
			...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit })
		});
		const warehouse = toWarehouse(folder, instance, await instance.connect(), () =>
			openFiles.delete(file)
		);
		try {
			await warehouse.run("SET TimeZone = 'UTC'");
			await warehouse.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false');
			await (readOnly ? checkVersion : migrate)(warehouse);
		} catch (error) {
			warehouse.close();
			throw error;
		}
		return warehouse;
	} catch (error) {
		openFiles.delete(file);
		throw error;
	}
}

async function openFile(
	file: string,
	deadline: number,
	options: Record<string, string>
): Promise<DuckDBInstance> {
	for (;;) {
		try {
			return await DuckDBInstance.create(file, options);
		} catch (error) {
			const locked = toLockedError(error, file);
			if (!locked) throw error;
			if (Date.now() >= deadline) throw locked;
			await sleep(lockRetryMs);
		}
	}
}
