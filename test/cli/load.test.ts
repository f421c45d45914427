import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWarehouse } from '../../src/lib/server/warehouse/warehouse.ts';
import { fleet, toNdjson } from '../support/heartbeats.ts';
import { murmuration } from '../support/murmuration.ts';
import { temporaryFile, temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';

const good = () => temporaryFile('good.ndjson', toNdjson(fleet(4)));

async function countHeartbeats(folder: string): Promise<unknown> {
	const warehouse = await openWarehouse(folder, { readOnly: true });
	const rows = await warehouse.all('SELECT count(*)::INTEGER AS count FROM heartbeat');
	warehouse.close();
	return rows[0]?.count;
}

test('load counts what it did; rejected rows are told and are no failure', async () => {
	const folder = temporaryFolder();
	const file = temporaryFile('f.ndjson', `${toNdjson(fleet(4))}{"a":1\n`);
	const { code, stdout } = await murmuration(folder, 'load', file);
	expect(code).toBe(0);
	const [counts, problem, where] = stdout.split('\n');
	expect(counts).toBe(`${file}: 4 loaded, 0 duplicate, 1 rejected`);
	expect(problem).toBe('  line 5: not valid JSON');
	const path = where?.replace('  all problems: ', '') ?? '';
	expect(readFileSync(path, 'utf8')).toBe('{"line":5,"field":"","reason":"not valid JSON"}\n');
});

test('a refused file does not stop the others, and the exit code says so', async () => {
	const folder = temporaryFolder();
	const { code, stderr, stdout } = await murmuration(folder, 'load', '/nowhere.csv', good());
	expect(code).toBe(1);
	expect(stderr).toMatch(
		/^\/nowhere\.csv: no such file\nmurmuration: 1 of 2 files were not loaded$/m
	);
	expect(stdout).toContain('4 loaded');
});

test('machines get one JSON document with every file', async () => {
	const folder = temporaryFolder();
	const file = good();
	const { code, stdout } = await murmuration(folder, 'load', '--json', file, '/nowhere.csv');
	expect(code).toBe(1);
	expect(JSON.parse(stdout)).toEqual({
		files: [
			{ file, loaded: 4, duplicate: 0, replaced: 0, rejected: 0, problems: [] },
			{ file: '/nowhere.csv', refused: '/nowhere.csv: no such file' }
		]
	});
});

test('a dataset that is not there, or no file, is wrong usage', async () => {
	const folder = temporaryFolder();
	const wrong = await murmuration(folder, 'load', '--dataset', 'birds', good());
	expect(wrong).toMatchObject({
		code: 2,
		stderr: 'murmuration: --dataset: expected heartbeats, cli-usage or model-usage, got birds\n'
	});
	expect((await murmuration(folder, 'load')).code).toBe(2);
	expect(await murmuration(folder, 'load', '--aggregated', good())).toMatchObject({
		code: 2,
		stderr:
			'murmuration: --aggregated: goes with usage records of codes, versions and numbers, which heartbeats are not\n'
	});
	expect(existsSync(join(folder, 'warehouse'))).toBe(false);
});

test('real heartbeats take the place of the sample data and of its releases, and only of those', async () => {
	const folder = temporaryFolder();
	const sample = temporaryFile('sample.ndjson', toNdjson(fleet(9)));
	expect((await murmuration(folder, 'load', '--sample', sample)).code).toBe(0);
	const releases = [true, false].map((synthetic) => {
		const release = join(folder, 'published', 'heartbeats', 'week', String(synthetic));
		mkdirSync(release, { recursive: true });
		writeFileSync(join(release, 'release.json'), JSON.stringify({ synthetic }));
		return release;
	});

	expect((await murmuration(folder, 'load', '/nowhere.csv')).code).toBe(1);
	expect(await countHeartbeats(folder)).toBe(9);

	const { code, stderr } = await murmuration(folder, 'load', good());
	expect(code).toBe(0);
	expect(stderr).toContain('removed the sample data and its releases\n');
	expect(await countHeartbeats(folder)).toBe(4);
	expect(releases.map((release) => existsSync(release))).toEqual([false, true]);

	const refused = await murmuration(folder, 'load', '--sample', sample);
	expect(refused.code).toBe(1);
	expect(refused.stderr).toMatch(/--sample: the warehouse holds real data/);
	expect(await countHeartbeats(folder)).toBe(4);
});
