// DuckDB keeps the bytes of deleted rows in its file. Where something was deleted for good, the file is written anew
// and takes the place of the old one, as one from a backup does.
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { existsSync, realpathSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { syncPath } from '../durable.ts';
import { toLiteral } from '../sql-literal.ts';
import { WarehouseFullError, toLockedError } from './errors.ts';
import { removeCopies } from './migrations/kept-copy.ts';
import { openWarehouse, warehouseFile } from './warehouse.ts';

const PendingRow = z.object({ pending: z.boolean() });
const lockRetryMs = 250;
/** Opening and closing the file makes one of it and its log, unless somebody is killed meanwhile. */
const mostAttempts = 5;
/** Longer than anybody takes between opening the old file and finding it locked. */
const holdMs = 200;

/**
 * Writes the file of the warehouse anew where a deletion asked for it. Nobody may have the warehouse open in this
 * process; other processes wait, and find the new file.
 *
 * @returns whether it was needed
 * @throws {WarehouseLockedError} when another process still has the warehouse open after `lockWaitMs`; what was asked
 *   for is then left to the next one to call this
 */
export async function rewriteWarehouse(dataFolder: string, lockWaitMs = 15_000): Promise<boolean> {
	if (!existsSync(join(dataFolder, 'warehouse', warehouseFile))) return false;
	return replaceWarehouse(dataFolder, lockWaitMs, async (fresh, old) => {
		const [row] = await rows(
			old,
			"SELECT count(*) > 0 AS pending FROM old.setting WHERE key = 'rewrite'"
		);
		if (!PendingRow.parse(row).pending) return false;
		await old.run(`ATTACH ${toLiteral(fresh)} AS fresh (STORAGE_VERSION 'latest')`);
		await old.run('COPY FROM DATABASE old TO fresh');
		await old.run("DELETE FROM fresh.setting WHERE key = 'rewrite'");
		await old.run('CHECKPOINT fresh');
		await old.run('DETACH fresh');
		await removeCopies(dirname(fresh));
		return true;
	});
}

/**
 * Puts another file in the place of a warehouse that is there.
 *
 * The old file is held by a reader's lock until the new one has its name, so that nobody writes into the old one.
 *
 * @param write makes the new file, reading the database `old` if it likes; or answers that it is not needed
 * @returns whether it was needed
 * @throws {WarehouseLockedError} when another process still has the warehouse open after `lockWaitMs`
 * @throws {WarehouseFullError} when the disk is full
 */
export async function replaceWarehouse(
	dataFolder: string,
	lockWaitMs: number,
	write: (fresh: string, old: DuckDBConnection) => Promise<boolean>
): Promise<boolean> {
	const folder = realpathSync(resolve(dataFolder, 'warehouse'));
	const file = join(folder, warehouseFile);
	const fresh = `${file}.new`;
	const deadline = Date.now() + lockWaitMs;
	for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
		const done = await withReader(file, deadline, async (connection) => {
			// A log beside the file would be taken for one of the new file.
			if (existsSync(`${file}.wal`)) return undefined;
			await rm(fresh, { force: true });
			await rm(`${fresh}.wal`, { force: true });
			if (!(await write(fresh, connection))) return false;
			await syncPath(fresh);
			// What was spilled by a process that was killed.
			await rm(join(folder, 'temp'), { recursive: true, force: true });
			await rename(fresh, file);
			await syncPath(folder);
			await sleep(holdMs);
			return true;
		});
		if (done !== undefined) return done;
		(await openWarehouse(dataFolder)).close();
	}
	throw new WarehouseFullError(`${file} can't take up what its log holds: make room on the disk`);
}

async function withReader<Result>(
	file: string,
	deadline: number,
	work: (connection: DuckDBConnection) => Promise<Result>
): Promise<Result> {
	const instance = await DuckDBInstance.create(':memory:', {
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false',
		temp_directory: `${file}.rewriting`
	});
	try {
		const connection = await instance.connect();
		await attach(connection, file, deadline);
		return await work(connection).finally(() => {
			connection.closeSync();
		});
	} finally {
		instance.closeSync();
		await rm(`${file}.rewriting`, { recursive: true, force: true });
	}
}

async function attach(connection: DuckDBConnection, file: string, deadline: number): Promise<void> {
	for (;;) {
		try {
			await connection.run(`ATTACH ${toLiteral(file)} AS old (READ_ONLY)`);
			return;
		} catch (error) {
			const locked = toLockedError(error, file);
			if (!locked) throw error;
			if (Date.now() >= deadline) throw locked;
			await sleep(lockRetryMs);
		}
	}
}

async function rows(connection: DuckDBConnection, sql: string) {
	return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}
