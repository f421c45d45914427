// The private store: one DuckDB file with one owner. Only the builder's side may import this.
import { DuckDBInstance, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WarehouseLockedError, WarehouseUnreadableError, toLockedError } from './errors.ts';
import { migrate } from './migrate.ts';

/** A value for a `$name` in a statement. Days and times go as text and are cast there: `$since::DATE`. */
export type Parameter = string | number | bigint | boolean | null | readonly string[];
export type Parameters = Readonly<Record<string, Parameter>>;

/** A row by column name. BIGINT is a `bigint`, DATE and TIMESTAMP a `Date` in UTC: parse it with a row schema. */
export type Row = Record<string, unknown>;

/** The open warehouse. Statements run one after the other on one connection. */
export interface Warehouse {
	/** Absolute path of the folder that holds the database and everything written next to it. */
	readonly folder: string;
	all(sql: string, parameters?: Parameters): Promise<Row[]>;
	/** @returns the number of rows inserted, changed or deleted */
	run(sql: string, parameters?: Parameters): Promise<number>;
	/** Commits what `work` did, or nothing of it when `work` throws. */
	transaction<Result>(work: () => Promise<Result>): Promise<Result>;
	/** Stops the running statement, which then throws. */
	interrupt(): void;
	/** Per cent of the running statement, -1 when DuckDB can't tell. */
	progress(): number;
	close(): void;
}

export interface WarehouseOptions {
	/** As DuckDB writes it: `512MB`. Default: DuckDB's own, 80 % of the machine. */
	readonly memoryLimit?: string;
	readonly readOnly?: boolean;
	/** How long to wait for another process to let go of the file. */
	readonly lockWaitMs?: number;
}

const openFiles = new Set<string>();
const lockRetryMs = 250;

/**
 * Opens `<dataFolder>/warehouse/warehouse.duckdb`, making and migrating it when needed.
 *
 * @throws {WarehouseLockedError} when the file is still in use after `lockWaitMs` (15 s), or open in this process
 * @throws {WarehouseUnreadableError} when its schema is newer than this program, or there is nothing to read
 */
export async function openWarehouse(
	dataFolder: string,
	{ memoryLimit, readOnly = false, lockWaitMs = 15_000 }: WarehouseOptions = {}
): Promise<Warehouse> {
	const folder = resolve(dataFolder, 'warehouse');
	const file = join(folder, 'warehouse.duckdb');
	if (openFiles.has(file)) {
		throw new WarehouseLockedError(`${file} is already open in this process: use that handle`);
	}
	if (readOnly && !existsSync(file)) {
		throw new WarehouseUnreadableError(`${file} does not exist yet: load heartbeats first`);
	}
	mkdirSync(folder, { recursive: true });
	openFiles.add(file);
	try {
		const instance = await openFile(file, Date.now() + lockWaitMs, {
			access_mode: readOnly ? 'READ_ONLY' : 'READ_WRITE',
			autoinstall_known_extensions: 'false',
			autoload_known_extensions: 'false',
			temp_directory: join(folder, 'temp'),
			...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit })
		});
		const warehouse = toWarehouse(folder, instance, await instance.connect(), () =>
			openFiles.delete(file)
		);
		try {
			await warehouse.run("SET TimeZone = 'UTC'");
			if (!readOnly) await migrate(warehouse);
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

function toWarehouse(
	folder: string,
	instance: DuckDBInstance,
	connection: DuckDBConnection,
	onClose: () => void
): Warehouse {
	const run = async (sql: string, parameters?: Parameters): Promise<number> =>
		(await connection.run(sql, toValues(parameters), listTypes(parameters))).rowsChanged;
	return {
		folder,
		run,
		async all(sql, parameters) {
			const reader = await connection.runAndReadAll(
				sql,
				toValues(parameters),
				listTypes(parameters)
			);
			return reader.getRowObjectsJS();
		},
		async transaction(work) {
			await run('BEGIN TRANSACTION');
			const result = await work().catch(async (error: unknown) => {
				await run('ROLLBACK');
				throw error;
			});
			await run('COMMIT');
			return result;
		},
		interrupt: () => connection.interrupt(),
		progress: () => connection.progress.percentage,
		close() {
			connection.closeSync();
			instance.closeSync();
			onClose();
		}
	};
}

function toValues(parameters: Parameters = {}): Record<string, DuckDBValue> {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [
			name,
			isList(value) ? listValue([...value]) : value
		])
	);
}

/** The driver can't tell the type of an empty list; everything else it can. */
function listTypes(parameters: Parameters = {}): Record<string, DuckDBType> {
	return Object.fromEntries(
		Object.entries(parameters)
			.filter(([, value]) => isList(value))
			.map(([name]) => [name, LIST(VARCHAR)])
	);
}

function isList(value: Parameter): value is readonly string[] {
	return Array.isArray(value);
}
