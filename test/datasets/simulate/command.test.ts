import { DuckDBInstance } from '@duckdb/node-api';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
afterAll(() => {
	rmSync(folder, { recursive: true });
});

const fleet = ['--instances', '40', '--weeks', '2', '--seed', '5'];

function run(...options: string[]) {
	const args = ['src/cli/murmuration.js', 'simulate', ...options];
	return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

describe('murmuration simulate', () => {
	const { stdout, status } = run(...fleet);
	const lines = stdout.trimEnd().split('\n');

	test('writes the same NDJSON to standard output and into files', () => {
		expect(status).toBe(0);
		run(...fleet, '--out', join(folder, 'fleet.ndjson'));
		run(...fleet, '--out', join(folder, 'fleet.ndjson.gz'));
		expect(readFileSync(join(folder, 'fleet.ndjson'), 'utf8')).toBe(stdout);
		expect(gunzipSync(readFileSync(join(folder, 'fleet.ndjson.gz'))).toString()).toBe(stdout);
	});

	test('writes Parquet that holds every heartbeat with the names of the schema', async () => {
		const file = join(folder, "fleet o'clock.parquet");
		const result = run(...fleet, '--out', file, '--json');
		expect(JSON.parse(result.stdout)).toMatchObject({
			instances: 40,
			heartbeats: lines.length,
			file
		});
		const connection = await (await DuckDBInstance.create()).connect();
		const rows = await connection.runAndReadAll(
			`SELECT to_json(heartbeat)::VARCHAR AS line FROM read_parquet($file) AS heartbeat`,
			{ file }
		);
		const read = rows.getRowObjectsJson().map(({ line }) => JSON.parse(line as string) as unknown);
		expect(read).toEqual(lines.map((line) => JSON.parse(line) as unknown));
	});

	test('leaves nothing beside the files asked for', () => {
		const asked = ['fleet.ndjson', 'fleet.ndjson.gz', "fleet o'clock.parquet"];
		expect(readdirSync(folder).toSorted()).toEqual(asked.toSorted());
	});

	test.each([
		['--weeks', 'x', 'expected a whole number from 1 to 520, got x'],
		['--instances', '0', 'expected a whole number from 1 to 100000, got 0'],
		['--seed', '1.5', 'expected a whole number from 0 to 4294967295, got 1.5'],
		['--until', '2026-02-30', 'expected a day from 2025-04-11 to 2099-12-31, got 2026-02-30']
	])('refuses a wrong %s with exit code 2 and says what it accepts', (option, value, reason) => {
		const result = run(...fleet, option, value);
		expect(result.status).toBe(2);
		expect(result.stdout).toBe('');
		expect(result.stderr).toContain(`${option}: ${reason}`);
	});

	test('asks for the options it needs', () => {
		const result = run('--weeks', '2', '--seed', '5');
		expect(result.status).toBe(2);
		expect(result.stderr).toContain('--instances');
	});

	test('refuses a file it cannot write with exit code 1', () => {
		const result = run(...fleet, '--out', join(folder, 'none', 'fleet.ndjson'));
		expect(result.status).toBe(1);
		expect(result.stderr).toContain("--out: can't write");
	});
});
