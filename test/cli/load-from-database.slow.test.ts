import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openWarehouse } from '../../src/lib/server/warehouse/warehouse.ts';
import { temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';
import { fleet } from '../support/heartbeats.ts';
import { murmuration } from '../support/murmuration.ts';
import { databasePassword, TelemetryDatabase } from '../support/telemetry-database.ts';

const program = fileURLToPath(new URL('../../src/cli/murmuration.js', import.meta.url));

let database: TelemetryDatabase;
let folder: string;

beforeAll(async () => {
	database = await TelemetryDatabase.start();
});
afterAll(() => database.remove());
beforeEach(async () => {
	await database.query('TRUNCATE telemetry_heartbeats');
	folder = temporaryFolder();
});

async function countHeartbeats(): Promise<unknown> {
	const warehouse = await openWarehouse(folder, { readOnly: true });
	const rows = await warehouse.all('SELECT count(*)::INTEGER AS count FROM heartbeat');
	warehouse.close();
	return rows[0]?.count;
}

test('load --from says what it did, to people and to machines', async () => {
	await database.insert([...fleet(4, '2026-10-05'), { sent_at: '2026-10-06T03:17:00Z' }]);
	const name = `postgres://127.0.0.1:${database.port}/postgres`;
	const first = await murmuration(folder, 'load', '--from', database.address);
	expect(first.code).toBe(0);
	expect(first.stdout).toContain(
		`${name}: 4 loaded, 0 duplicate, 1 rejected, received from 2026-10-05 to 2026-10-06\n  row 5: `
	);
	expect(first.stdout).toMatch(/^ {2}all problems: .*rejected-postgres-2026-10-05-to-.*\.ndjson$/m);
	const again = await murmuration(folder, 'load', '--json', '--from', database.address);
	expect(JSON.parse(again.stdout)).toMatchObject({
		files: [{ file: name, loaded: 0, duplicate: 4, rejected: 1 }]
	});
	expect(first.stdout + first.stderr + again.stdout + again.stderr).not.toContain(databasePassword);
});

test('user and password may come from the environment', async () => {
	await database.insert(fleet(2));
	vi.stubEnv('PGUSER', 'postgres');
	vi.stubEnv('PGPASSWORD', databasePassword);
	const address = `postgres://127.0.0.1:${database.port}/postgres`;
	const { code, stdout } = await murmuration(folder, 'load', '--from', address);
	vi.unstubAllEnvs();
	expect([code, stdout]).toEqual([
		0,
		`${address}: 2 loaded, 0 duplicate, 0 rejected, received from 2026-11-09 to 2026-11-09\n`
	]);
});

test('what can not be read is refused in one line without the password', async () => {
	const wrong = database.address.replace(databasePassword, 'wrong-secret');
	const refused = await murmuration(folder, 'load', '--from', wrong);
	expect(refused.code).toBe(1);
	expect(refused.stderr).toMatch(
		/^murmuration: postgres:\/\/127\.0\.0\.1:\d+\/postgres: password authentication failed for user "postgres"; nothing was loaded\n$/
	);
	const plain = await murmuration(
		folder,
		'load',
		'--from',
		`${database.address}?sslmode=verify-full`
	);
	expect(plain.stderr).toMatch(/The server does not support SSL connections/);

	await database.query('ALTER TABLE telemetry_heartbeats RENAME payload TO body');
	const missing = await murmuration(folder, 'load', '--from', database.address);
	await database.query('ALTER TABLE telemetry_heartbeats RENAME body TO payload');
	expect(missing.stderr).toContain('table telemetry_heartbeats has no column payload;');
	expect(missing.code).toBe(1);
});

test('files and a database at once, neither, or a database of another dataset are wrong usage', async () => {
	for (const [parameters, reason] of [
		[[], 'expected files or --from'],
		[['a.csv', '--from', 'postgres://x/y'], 'and not both'],
		[['--from', 'postgres://x/y', '--table', 'a'], '--table: goes with --from and a dataset'],
		[['--from', 'postgres://x/y', '--dataset', 'cli-usage', '--table', 'a b'], '--table: expected'],
		[['a.csv', '--all-days'], '--all-days: goes with --from only'],
		[['--from', 'http://x/y'], 'expected postgres://USER@HOST:PORT/DATABASE']
	] as const) {
		const { code, stderr } = await murmuration(folder, 'load', ...parameters);
		expect(stderr).toContain(reason);
		expect(code).toBe(2);
	}
});

test('load --from takes the records of a dataset of usage from the table called like it, or another one', async () => {
	await database.query(`
		CREATE TABLE cli_usage (
			installation_id uuid, week text, version text, os text, arch text,
			sessions int, tool_calls int, errors int, hostname text
		);
		INSERT INTO cli_usage
		SELECT gen_random_uuid(), '2026-W4' || n % 3, '1.2.3', 'linux', 'x64', n, 0, 0, 'box' || n
		FROM generate_series(1, 30) AS n;
		CREATE VIEW elsewhere AS SELECT * FROM cli_usage`);
	const from = ['load', '--dataset', 'cli-usage', '--from', database.address];
	const name = `postgres://127.0.0.1:${database.port}/postgres`;
	expect(await murmuration(folder, ...from)).toMatchObject({
		code: 0,
		stdout: `${name} cli_usage: 30 loaded, 0 duplicate, 0 rejected\n`
	});
	const other = await murmuration(folder, ...from, '--table', 'elsewhere', '--json');
	expect(JSON.parse(other.stdout)).toMatchObject({
		files: [{ file: `${name} elsewhere`, loaded: 0, duplicate: 30 }]
	});
	const missing = await murmuration(folder, ...from, '--table', 'nowhere');
	expect(missing).toMatchObject({ code: 1, stdout: '' });
	expect(missing.stderr).toContain('there is no table or view nowhere');
	expect(missing.stderr).not.toContain(databasePassword);
});

test('killed in the middle, the next load makes the warehouse whole and leaves no copy behind', async () => {
	const days = Array.from(
		{ length: 28 },
		(_, day) => `2026-10-${String(day + 1).padStart(2, '0')}`
	);
	await database.insert(days.flatMap((day) => fleet(700, day)));
	const child = spawn(process.execPath, [program, 'load', '--from', database.address], {
		env: { ...process.env, MURMURATION_DATA: folder },
		stdio: 'ignore'
	});
	const ended = once(child, 'exit');
	while (child.exitCode === null && copies().length === 0) await sleep(5);
	child.kill('SIGKILL');
	await ended;
	expect(child.signalCode).toBe('SIGKILL');
	expect(copies()).not.toEqual([]);
	const next = await murmuration(folder, 'load', '--json', '--from', database.address);
	expect(next.code).toBe(0);
	expect(await countHeartbeats()).toBe(28 * 700);
	expect(copies()).toEqual([]);
});

function copies(): string[] {
	const path = join(folder, 'warehouse');
	return existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.copy')) : [];
}
