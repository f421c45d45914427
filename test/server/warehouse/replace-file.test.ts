import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { rewriteWarehouse } from '../../../src/lib/server/warehouse/replace-file.ts';
import { writeSetting } from '../../../src/lib/server/warehouse/setting.ts';
import { openWarehouse } from '../../../src/lib/server/warehouse/warehouse.ts';
import { temporaryFolder } from './temporary-warehouse.ts';

const writer = fileURLToPath(new URL('./keep-writing.ts', import.meta.url));

async function mark(folder: string): Promise<void> {
	const warehouse = await openWarehouse(folder);
	await writeSetting(warehouse, 'rewrite', 'pending');
	warehouse.close();
}

test('nothing is lost that another process writes while the file is written anew, again and again', async () => {
	const folder = temporaryFolder();
	await mark(folder);
	const child = spawn(process.execPath, ['--import', 'tsx', writer, folder], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let said = '';
	child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const ended = once(child, 'close');
	let rewritten = 0;
	while (child.exitCode === null) {
		if (await rewriteWarehouse(folder)) rewritten += 1;
		await mark(folder);
		await sleep(5);
	}
	await ended;
	const warehouse = await openWarehouse(folder);
	const rows = await warehouse.all('SELECT count(*)::INTEGER AS count FROM inbox_segment');
	warehouse.close();
	expect(rewritten).toBeGreaterThan(2);
	expect(rows).toEqual([{ count: Number(said) }]);
});

test('a log that a killed process left beside the file is taken in before, never for one of the new file', async () => {
	const folder = temporaryFolder();
	await mark(folder);
	const child = spawn(process.execPath, ['--import', 'tsx', writer, folder, 'and-die'], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
	await once(child, 'exit');
	const file = join(folder, 'warehouse', 'warehouse.duckdb');
	expect(existsSync(`${file}.wal`)).toBe(true);
	expect(await rewriteWarehouse(folder)).toBe(true);
	expect(existsSync(`${file}.wal`)).toBe(false);
	const warehouse = await openWarehouse(folder);
	const rows = await warehouse.all('SELECT count(*)::INTEGER AS count FROM inbox_segment');
	warehouse.close();
	expect(rows).toEqual([{ count: Number(chunk.toString()) }]);
});

test('a half-written new file of a process that was killed is in nobody’s way', async () => {
	const folder = temporaryFolder();
	await mark(folder);
	const file = join(folder, 'warehouse', 'warehouse.duckdb');
	writeFileSync(`${file}.new`, 'half');
	writeFileSync(`${file}.new.wal`, 'half');
	expect(await rewriteWarehouse(folder)).toBe(true);
	expect([existsSync(`${file}.new`), existsSync(`${file}.new.wal`)]).toEqual([false, false]);
	await mark(folder);
});
