import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { readSetting, writeSetting } from '../../../src/lib/server/warehouse/setting.ts';
import { temporaryFolder, temporaryWarehouse } from './temporary-warehouse.ts';

test('a warehouse is there again after it was closed, and migrating it twice changes nothing', async () => {
	const folder = temporaryFolder();
	const first = await openWarehouse(folder);
	await writeSetting(first, 'origin', 'sample');
	await writeSetting(first, 'origin', 'real');
	first.close();
	const second = await temporaryWarehouse(folder);
	expect(await readSetting(second, 'origin')).toBe('real');
	expect(await second.all('SELECT * FROM setting ORDER BY key')).toHaveLength(2);
});

test('the same file is never open twice in one process', async () => {
	const folder = temporaryFolder();
	const warehouse = await temporaryWarehouse(folder);
	const link = join(temporaryFolder(), 'link');
	symlinkSync(folder, link);
	await expect(openWarehouse(link)).rejects.toThrow(/already open in this process/);
	expect(await warehouse.all('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a warehouse in use by another process is waited for, then refused with its process id', async () => {
	const folder = temporaryFolder();
	(await openWarehouse(folder)).close();
	const file = join(folder, 'warehouse', 'warehouse.duckdb');
	const holder = spawn(process.execPath, [
		'-e',
		`require('@duckdb/node-api').DuckDBInstance.create(${JSON.stringify(file)}).then((i) => { globalThis.i = i; console.log('open'); process.stdin.resume(); });`
	]);
	const ended = once(holder, 'exit');
	try {
		await once(holder.stdout, 'data');
		await expect(openWarehouse(folder, { lockWaitMs: 300 })).rejects.toThrow(
			`${file} is in use by process ${holder.pid}: wait until it ends or stop it, then try again`
		);
		const waiting = openWarehouse(folder);
		holder.kill();
		(await waiting).close();
	} finally {
		holder.kill('SIGKILL');
		await ended;
	}
});

test('a warehouse of a newer program is refused and stays usable for that program', async () => {
	const folder = temporaryFolder();
	const newer = await openWarehouse(folder);
	await writeSetting(newer, 'schema_version', '99');
	newer.close();
	for (const attempt of [1, 2]) {
		await expect(openWarehouse(folder), `attempt ${attempt}`).rejects.toThrow(
			/newer Murmuration.*schema version 99.*update Murmuration/
		);
	}
});

test('reading only needs a warehouse that is there, and can not write', async () => {
	const folder = temporaryFolder();
	await expect(openWarehouse(folder, { readOnly: true })).rejects.toThrow(/load heartbeats first/);
	(await openWarehouse(folder)).close();
	const warehouse = await openWarehouse(folder, { readOnly: true });
	await expect(writeSetting(warehouse, 'origin', 'real')).rejects.toThrow(/read-only/);
	warehouse.close();
});

test('days and times are UTC whatever the machine thinks', async () => {
	const warehouse = await temporaryWarehouse();
	const [row] = await warehouse.all(
		"SELECT current_setting('TimeZone') AS zone, $day::DATE AS day, $list AS list",
		{ day: '2026-11-09', list: [] }
	);
	expect(row).toEqual({ zone: 'UTC', day: new Date('2026-11-09T00:00:00Z'), list: [] });
});

test('a transaction whose work throws leaves nothing', async () => {
	const warehouse = await temporaryWarehouse();
	const work = warehouse.transaction(async () => {
		await writeSetting(warehouse, 'origin', 'real');
		throw new Error('no');
	});
	await expect(work).rejects.toThrow('no');
	expect(await readSetting(warehouse, 'origin')).toBeUndefined();
});
