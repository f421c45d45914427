// What programs rely on beside the bodies: errors they can read, validators, encodings, and other origins.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemDetails } from '../../src/lib/schema/problem.ts';
import { startServer, type RunningServer } from '../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../support/published-fleet.ts';

let fleet: PublishedFleet;
let server: RunningServer;

beforeAll(async () => {
	fleet = await publishFleet({ instances: 120, weeks: 3, seed: 5 });
	const origins = { MURMURATION_CORS_ORIGINS: 'https://wiki.example.org' };
	server = await startServer(fleet.dataFolder, origins);
});
afterAll(async () => {
	await server.stop();
	await fleet.remove();
});

const table = '/api/v1/datasets/heartbeats/tables/deployment';
const origin = 'https://wiki.example.org';
const ask = (path: string, init: RequestInit = {}) => fetch(server.origin + path, init);

describe('an error', () => {
	test.each([
		[400, `${table}?granularity=day`],
		[400, `${table}.csv?excel=2`],
		[400, '/embed/version.svg?width=1'],
		[400, '/embed/version.csv?by=colour'],
		[400, '/api/v1/releases/heartbeats/yesterday'],
		[404, '/api/v2/datasets'],
		[404, '/api/v1'],
		[404, '/embed/nope.png'],
		[404, '/v1/nope']
	])('%i at %s is a problem by RFC 9457', async (status, path) => {
		const response = await ask(path, { headers: { accept: 'text/html' } });
		expect(response.status).toBe(status);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		const problem = ProblemDetails.parse(await response.json());
		expect(problem).toMatchObject({ status });
		expect(problem.problems !== undefined).toBe(status === 400);
	});

	test('names every wrong parameter', async () => {
		const problem = ProblemDetails.parse(await (await ask(`${table}?from=x&to=y`)).json());
		expect(problem.problems?.map(({ field }) => field)).toEqual(['from', 'to']);
	});

	test('of a wrong method says which are right', async () => {
		const response = await ask(table, { method: 'DELETE' });
		expect(response.status).toBe(405);
		expect(response.headers.get('allow')).toContain('GET');
		expect(ProblemDetails.parse(await response.json()).detail).toContain('GET');
	});

	test('is a page where people look', async () => {
		for (const path of ['/nope', '/embed/nope', '/tables/nope']) {
			const response = await ask(path);
			expect(response.status).toBe(404);
			expect(response.headers.get('content-type')).toMatch(/^text\/html/);
		}
	});
});

describe('an answer', () => {
	test.each(['', '.csv', '.parquet', '.zip', '.csv-metadata.json'])(
		'with the extension %j tells the same to HEAD, and 304 to who has the bytes',
		async (form) => {
			const head = await ask(table + form, { method: 'HEAD' });
			const get = await ask(table + form);
			expect(head.status).toBe(200);
			for (const name of ['etag', 'content-type', 'cache-control']) {
				expect(head.headers.get(name), name).toBe(get.headers.get(name));
			}
			const headers = { 'if-none-match': get.headers.get('etag') ?? '', origin };
			const again = await ask(table + form, { headers });
			expect(again.status).toBe(304);
			expect(again.headers.get('access-control-allow-origin')).toBe(origin);
		}
	);

	test('has an encoding that is accepted, and a validator of its own for each', async () => {
		const tags = new Set<string | null>();
		for (const [accepted, used] of [
			['br, gzip', 'br'],
			['gzip', 'gzip'],
			['br;q=0, gzip', 'gzip'],
			['identity', null]
		] as const) {
			const response = await ask(`${table}.csv`, { headers: { 'accept-encoding': accepted } });
			expect(response.headers.get('content-encoding'), accepted).toBe(used);
			expect(response.headers.get('vary')).toMatch(/accept-encoding/i);
			expect(await response.text()).toMatch(/^period,/);
			tags.add(response.headers.get('etag'));
		}
		expect(tags.size).toBe(3);
	});
});

describe('a page of another origin', () => {
	test('may read published numbers and pictures when it is named', async () => {
		for (const path of [table, `${table}.csv`, '/embed/deployment.svg', '/embed/deployment.csv']) {
			const response = await ask(path, { headers: { origin }, redirect: 'manual' });
			expect(response.headers.get('access-control-allow-origin'), path).toBe(origin);
			expect(response.headers.get('vary'), path).toMatch(/origin/i);
		}
	});

	test('may read why it was refused', async () => {
		const response = await ask(`${table}?x=1`, { headers: { origin } });
		expect(response.headers.get('access-control-allow-origin')).toBe(origin);
	});

	test('may read nothing when it is not named, and no page or heartbeat answer ever', async () => {
		const other = await ask(table, { headers: { origin: 'https://evil.example' } });
		expect(other.headers.has('access-control-allow-origin')).toBe(false);
		for (const path of ['/', '/embed/deployment', '/v1/heartbeat', '/metrics']) {
			const response = await ask(path, { headers: { origin } });
			expect(response.headers.has('access-control-allow-origin'), path).toBe(false);
		}
	});

	test('asks first, and is told GET and HEAD', async () => {
		const headers = { origin, 'access-control-request-method': 'GET' };
		const response = await ask(table, { method: 'OPTIONS', headers });
		expect(response.status).toBe(204);
		expect(response.headers.get('access-control-allow-origin')).toBe(origin);
		expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD');
	});
});
