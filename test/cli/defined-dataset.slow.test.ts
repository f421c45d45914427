// The example dataset from its file to numbers over HTTP, with nothing of the program told about it.
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toNdjson } from '../support/heartbeats.ts';
import { homeServers } from '../support/home-servers.ts';
import {
	murmuration,
	startServer,
	temporaryFolder,
	type Outcome,
	type RunningServer
} from '../support/murmuration.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const definition = join(project, 'data/example/home-servers.jsonc');
const sample = join(project, 'data/example/home-servers.ndjson');
const minutes = 60_000;

let folder: string;
let remove: () => Promise<void>;
let server: RunningServer;
const outcomes: Record<string, Outcome> = {};

beforeAll(async () => {
	({ folder, remove } = await temporaryFolder());
	outcomes['check'] = await murmuration(folder, 'new-dataset', '--check', definition);
	mkdirSync(join(folder, 'datasets'));
	cpSync(definition, join(folder, 'datasets/home-servers.jsonc'));
	outcomes['load'] = await murmuration(folder, 'load', sample, '--dataset', 'home-servers');
	outcomes['publish'] = await murmuration(folder, 'publish');
	const week = join(folder, 'published/home-servers/week/2025-W20');
	outcomes['audit'] = await murmuration(folder, 'audit', week);
	server = await startServer(folder);
}, 3 * minutes);

afterAll(async () => {
	await server.stop();
	await remove();
});

async function get(path: string): Promise<string> {
	const response = await fetch(`${server.origin}${path}`);
	expect(response.status, path).toBe(200);
	return response.text();
}

describe('the example dataset', () => {
	test('passes its check, loads, is published, and its release passes the audit', () => {
		expect(outcomes['check']).toMatchObject({ code: 0, stderr: '' });
		expect(outcomes['check']?.stdout).toContain('is a definition');
		expect(outcomes['load']?.stdout).toContain('240 loaded, 24 duplicate, 0 rejected');
		expect(outcomes['publish']?.stdout).toMatch(/home-servers 2025-W20: \d+ cells/);
		expect(outcomes['audit']).toMatchObject({ code: 0 });
	});

	test('is read as JSON, CSV and Parquet, with hidden numbers hidden', async () => {
		const path = '/api/v1/datasets/home-servers/tables';
		expect(await get('/api/v1/datasets')).toContain('"id":"home-servers"');
		const { cells } = JSON.parse(await get(`${path}/server_integration`)) as { cells: unknown[] };
		const cell = { period: '2025-W20', measure: 'servers' };
		expect(cells).toContainEqual({
			...{ ...cell, integration: 'mqtt', answer: 'yes' },
			...{ value: 60, status: 'published' }
		});
		expect(cells).toContainEqual({
			...{ ...cell, integration: 'other', answer: 'yes' },
			...{ value: null, status: 'hidden' }
		});
		const csv = await get(`${path}/server_size.csv`);
		expect(csv).toContain('2025-W20,2025-05-12,50 to 199,servers,25,A,F\r\n');
		expect(await get(`${path}/entities.csv`)).toMatch(/1000 or more,entities,\d+,A,F/);
		expect((await get(`${path}/cloud.parquet`)).slice(0, 4)).toBe('PAR1');
		expect(await get(`${path}/cloud.csv-metadata.json`)).toContain('servers');
		const cellPath = `${path}/cloud/explain?period=2025-W20&cloud=yes`;
		expect(await get(cellPath)).toContain('"value":50');
	});

	test('has a page, tables, embeds and pictures like any other', async () => {
		expect(await get('/home-servers')).toContain('Servers by entities');
		expect(await get('/tables')).toContain('Home servers');
		expect(await get('/tables/server_version')).toContain('2025.5');
		expect(await get('/embed/server_integration')).toContain('MQTT');
		expect(await get('/embed/cloud.svg')).toContain('<svg');
		expect(await get('/method')).toContain('Home servers');
		expect(await get('/')).toContain('Servers by entities');
	});

	test('takes no record that says more than its definition', async () => {
		const file = join(folder, 'more.ndjson');
		const [first] = homeServers();
		writeFileSync(file, toNdjson([{ ...first, country: 'XK' }]));
		const { stdout } = await murmuration(folder, 'load', file, '--dataset', 'home-servers');
		expect(stdout).toContain('0 loaded, 0 duplicate, 1 rejected');
		expect(stdout).toContain('country: unknown field');
		expect(stdout).not.toContain('XK');
	});

	test('is its definition and its data alone: no code names it or anything in it', () => {
		const text = readFileSync(definition, 'utf8');
		const names = [...text.matchAll(/"id": "([a-z]+[-_][a-z_]+)"/g)].map(([, name = '']) => name);
		expect(names).toEqual(expect.arrayContaining(['home-servers', 'server_size']));
		const source = join(project, 'src');
		for (const path of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
			const file = join(source, path);
			if (!statSync(file).isFile()) continue;
			const code = readFileSync(file, 'utf8');
			expect(
				names.filter((name) => code.includes(`'${name}'`)),
				path
			).toEqual([]);
		}
	});

	test('has made-up data, which can be made again', () => {
		expect(readFileSync(sample, 'utf8')).toBe(toNdjson(homeServers()));
	});
});

describe('a file that defines nothing', () => {
	const broken = '{ "id": "broken",\n"unit": 3,\n"record": {} }';

	test('keeps serve from starting, and names the file, the line, the field and what it accepts', async () => {
		const { folder: other, remove: removeOther } = await temporaryFolder();
		mkdirSync(join(other, 'datasets'));
		const file = join(other, 'datasets/broken.jsonc');
		writeFileSync(file, broken);
		const outcome = await murmuration(other, 'serve');
		expect(outcome.code).toBe(2);
		expect(outcome.stderr).toContain(`${file}:`);
		expect(outcome.stderr).toContain('title: ');
		const load = await murmuration(other, 'load', sample, '--dataset', 'broken');
		expect(load.code).toBe(2);
		expect(load.stderr).toMatch(/broken\.jsonc:2: unit: /);
		const config = await murmuration(other, 'config');
		expect(config).toMatchObject({ code: 0 });
		expect(config.stderr).toMatch(/^dataset broken is left out: /);
		await removeOther();
	});

	test('is never written over by a new one', async () => {
		const { folder: other, remove: removeOther } = await temporaryFolder();
		const made = await murmuration(other, 'new-dataset', 'homes', '--from', sample);
		expect(made).toMatchObject({ code: 0 });
		const file = join(other, 'datasets/homes.jsonc');
		const before = readFileSync(file, 'utf8');
		const again = await murmuration(other, 'new-dataset', 'homes', '--blank');
		expect(again.code).toBe(1);
		expect(again.stderr).toContain('is there already');
		expect(readFileSync(file, 'utf8')).toBe(before);
		for (const parameters of [
			[],
			['../homes', '--blank'],
			['a'],
			['a', '--blank', '--from', 'x']
		]) {
			expect((await murmuration(other, 'new-dataset', ...parameters)).code).toBe(2);
		}
		await removeOther();
	});
});
