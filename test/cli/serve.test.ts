import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { murmuration, startServer, type RunningServer } from '../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../support/published-fleet.ts';

let fleet: PublishedFleet;
let server: RunningServer;

beforeAll(async () => {
	fleet = await publishFleet({ instances: 120, weeks: 3, seed: 5 });
	server = await startServer(fleet.dataFolder);
});
afterAll(async () => {
	await server.stop();
	await fleet.remove();
});

const table = '/api/v1/datasets/heartbeats/tables/deployment';

describe('the API', () => {
	test('answers 304 to a reader who has the bytes', async () => {
		const first = await fetch(server.origin + table);
		const etag = first.headers.get('etag') ?? '';
		expect(etag).toMatch(/^(W\/)?"[\w-]+"$/);
		const again = await fetch(server.origin + table, { headers: { 'if-none-match': etag } });
		expect(again.status).toBe(304);
		expect(await again.text()).toBe('');
	});

	test('compresses for readers who accept it', async () => {
		for (const encoding of ['gzip', 'br']) {
			const headers = { 'accept-encoding': encoding };
			const response = await fetch(server.origin + table, { headers });
			expect(response.headers.get('content-encoding')).toBe(encoding);
		}
	});

	test.each([
		['granularity=day', 'granularity'],
		['from=2026-11', 'from'],
		['from=2026-W40&to=2026-W30', 'to'],
		['until=2026-W40', 'until']
	])('refuses ?%s with the name of the parameter', async (query, parameter) => {
		const response = await fetch(`${server.origin}${table}?${query}`);
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(await response.json()).toMatchObject({ status: 400, field: parameter });
	});

	test('answers 404 for what is not published', async () => {
		for (const path of [
			'/api/v1/datasets/heartbeats/tables/nope',
			'/api/v1/releases/heartbeats/2020-W01'
		]) {
			const response = await fetch(server.origin + path);
			expect(response.status).toBe(404);
			expect(await response.json()).toMatchObject({ title: 'Not published' });
		}
	});

	test('gives the same bytes as the command line', async () => {
		const extensions = { csv: '.csv', json: '', parquet: '.parquet', zip: '.zip' };
		for (const [format, extension] of Object.entries(extensions)) {
			const web = await (await fetch(server.origin + table + extension)).text();
			const parameters = ['--table', 'deployment', '--format', format];
			const { stdout } = await murmuration(fleet.dataFolder, 'export', ...parameters);
			expect(stdout).toBe(web);
		}
	});

	test('is ready when something is published', async () => {
		expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
		const health = await fetch(`${server.origin}/healthz`);
		expect(health.status).toBe(200);
		expect(health.headers.has('strict-transport-security')).toBe(false);
	});
});

describe('serve', () => {
	test('refuses a port that is taken, in one line', async () => {
		const port = new URL(server.origin).port;
		process.env['PORT'] = port;
		const { code, stderr } = await murmuration(fleet.dataFolder, 'serve').finally(() => {
			delete process.env['PORT'];
		});
		expect(code).toBe(1);
		expect(stderr).toMatch(/^murmuration: can't listen on .*EADDRINUSE.*\n$/);
	});

	test('refuses a wrong port as wrong usage and names the variable', async () => {
		process.env['PORT'] = 'web';
		const { code, stderr } = await murmuration(fleet.dataFolder, 'serve').finally(() => {
			delete process.env['PORT'];
		});
		expect(code).toBe(2);
		expect(stderr).toContain('PORT: expected a port');
	});
});
