// The description of the API against the API: every address, status and body of a running server.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../../support/published-fleet.ts';
import { judgeOf, OpenApi, referencesOf, type Operation } from './document.ts';

const routes = fileURLToPath(new URL('../../../src/routes', import.meta.url));
const heartbeat = readFileSync(
	fileURLToPath(new URL('../../fixtures/heartbeat.json', import.meta.url)),
	'utf8'
);

let fleet: PublishedFleet;
let server: RunningServer;
let document: OpenApi;

beforeAll(async () => {
	fleet = await publishFleet({ instances: 120, weeks: 3, seed: 5 });
	server = await startServer(fleet.dataFolder);
	const response = await fetch(`${server.origin}/api/v1/openapi.json`);
	document = OpenApi.parse(await response.json());
});
afterAll(async () => {
	await server.stop();
	await fleet.remove();
});

const table = '/api/v1/datasets/heartbeats/tables/version';
const release = '/api/v1/releases/heartbeats';
const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
const stale = (path: string) => [`${table}${path}?granularity=day`, `${table}${path}?to=2026-W`];

/** Requests by documented address and status. Those for 304 are the ones for 200, asked again. */
const requests: Readonly<
	Record<string, Readonly<Record<string, readonly (string | [string, RequestInit])[]>>>
> = {
	'/api/v1/datasets': { 200: ['/api/v1/datasets'] },
	...Object.fromEntries(
		['', '.csv', '.parquet', '.zip', '.csv-metadata.json'].map((form) => [
			`/api/v1/datasets/{dataset}/tables/{table}${form}`,
			{
				200: [table + form, `${table}_by_deployment${form}?granularity=week&to=2026-W46`],
				400: stale(form),
				404: [`/api/v1/datasets/heartbeats/tables/nope${form}`, `${table}${form}?to=2020-W01`]
			}
		])
	),
	'/api/v1/datasets/{dataset}/tables/{table}/explain': {
		200: [
			`${table}/explain?period=2026-W46`,
			'/api/v1/datasets/heartbeats/tables/deployment/explain?period=2026-W46&deployment=other'
		],
		400: [`${table}/explain`, `${table}/explain?period=2026-W46&colour=red`],
		404: [`${table}/explain?period=2020-W01`]
	},
	'/api/v1/releases/{dataset}/{period}': {
		200: [`${release}/2026-W46`],
		400: [`${release}/yesterday`],
		404: [`${release}/2020-W01`]
	},
	'/api/v1/releases/{dataset}/{period}/certificate': {
		200: [`${release}/2026-W46/certificate`],
		400: [`${release}/yesterday/certificate`],
		404: [`${release}/2020-W01/certificate`]
	},
	'/api/v1/openapi.json': { 200: ['/api/v1/openapi.json'] },
	'/embed/{chart}': { 200: ['/embed/version', '/embed/deployment?theme=dark&measure=count'] },
	'/embed/{chart}.svg': {
		200: ['/embed/version.svg'],
		400: ['/embed/version.svg?width=1', '/embed/version.svg?bg=blue'],
		404: ['/embed/nope.svg']
	},
	'/embed/{chart}.png': {
		200: ['/embed/version.png?width=300&scale=1'],
		400: ['/embed/version.png?scale=9'],
		404: ['/embed/nope.png']
	},
	'/embed/{chart}.csv': {
		200: ['/embed/version.csv'],
		400: ['/embed/version.csv?by=colour'],
		404: ['/embed/nope.csv']
	},
	'/embed/{chart}.json': {
		200: ['/embed/version.json?from=2026-W46'],
		400: ['/embed/version.json?colour=red'],
		404: ['/embed/nope.json']
	},
	'/oembed': {
		200: ['/oembed?url=SITE/embed/version', '/oembed?url=SITE/versions&format=json&maxwidth=150'],
		400: ['/oembed', '/oembed?url=SITE/versions&maxwidth=wide'],
		404: ['/oembed?url=SITE/embed/nope', '/oembed?url=https://elsewhere.example/'],
		501: ['/oembed?url=SITE/versions&format=xml']
	},
	'/badge/{chart}.svg': {
		200: ['/badge/version.svg', '/badge/deployment.svg?label=platform'],
		400: ['/badge/version.svg?colour=red'],
		404: ['/badge/nope.svg']
	},
	'/v1/heartbeat': {
		204: [['/v1/heartbeat', { ...post, body: heartbeat }]],
		400: [
			['/v1/heartbeat', { ...post, body: '{}' }],
			['/v1/heartbeat', { ...post, body: '{' }]
		],
		413: [['/v1/heartbeat', { ...post, body: JSON.stringify('x'.repeat(6000)) }]],
		415: [['/v1/heartbeat', { method: 'POST', body: heartbeat }]]
	},
	'/healthz': { 200: ['/healthz'] },
	'/readyz': { 200: ['/readyz'] },
	'/metrics': { 200: ['/metrics'] }
};

/** Statuses that a healthy server gives to nobody. */
const unreachable = ['304', '429', '503'];

function ask(request: string | [string, RequestInit], headers: Record<string, string> = {}) {
	const [path, init] = typeof request === 'string' ? [request, {}] : request;
	return fetch(server.origin + path.replace('SITE', server.origin), {
		redirect: 'manual',
		...init,
		headers: { ...(init.headers as Record<string, string> | undefined), ...headers }
	});
}

/** Every documented operation, with its address. */
function operationsOf(): [string, Operation][] {
	return Object.entries(document.paths).flatMap(([path, methods]) =>
		Object.values(methods).flatMap((operation): [string, Operation][] =>
			operation ? [[path, operation]] : []
		)
	);
}

async function judge(response: Response, { responses }: Operation, status: string): Promise<void> {
	expect(`${response.status}`, response.url).toBe(status);
	const content = responses[status]?.content;
	const type = response.headers.get('content-type') ?? '';
	if (!content) {
		expect(await response.text()).toBe('');
		return;
	}
	expect(Object.keys(content), response.url).toContain(
		type.replace(/^(application\/json);.*$/, '$1')
	);
	const [media] = Object.values(content);
	if (!type.includes('json')) return;
	const verdict = judgeOf(document, media?.schema).safeParse(await response.json());
	expect(verdict.error?.issues ?? [], response.url).toEqual([]);
}

describe('the description of the API', () => {
	test('refers only to what it holds', () => {
		const held = Object.keys(document.components.schemas).map((n) => `#/components/schemas/${n}`);
		for (const reference of referencesOf(document)) expect(held).toContain(reference);
	});

	test('names every variable part of an address as a required parameter', () => {
		for (const [path, { parameters = [] }] of operationsOf()) {
			const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
			const required = parameters.filter((one) => one.in === 'path' && one.required);
			expect(required.map(({ name }) => name)).toEqual(parts);
		}
	});

	test('names every route that is no page, and no other', () => {
		const files = readdirSync(routes, { recursive: true, encoding: 'utf8' });
		const addresses = files
			.filter((file) => file.endsWith('+server.ts'))
			.map((file) => `/${file}`.replace('/+server.ts', '').replace(/\/\([^)]+\)/g, ''))
			.map((path) => path.replaceAll(/\[(\w+)\]/g, '{$1}'))
			// Shares are managed by those who may, and people sign in, on the pages of this site alone.
			.filter((path) => !/^\/(api\/v1\/shares|sign-(in|out))(\/|$)/.test(path));
		expect(addresses.length).toBeGreaterThan(12);
		const pages = ['/embed/{chart}'];
		expect(Object.keys(document.paths).sort()).toEqual([...addresses, ...pages].sort());
	});

	test('is tried here address by address and status by status', () => {
		for (const [path, { responses }] of operationsOf()) {
			const told = Object.keys(responses).filter((status) => !unreachable.includes(status));
			expect(Object.keys(requests[path] ?? {}), path).toEqual(told);
		}
	});

	test('is what the server answers: status, type and body', async () => {
		for (const [path, operation] of operationsOf()) {
			for (const [status, list] of Object.entries(requests[path] ?? {})) {
				for (const request of list) await judge(await ask(request), operation, status);
			}
		}
	});

	test('promises 304 exactly where a reader who has the bytes is told so', async () => {
		for (const [path, { responses }] of operationsOf()) {
			for (const request of requests[path]?.['200'] ?? []) {
				if (path === '/embed/{chart}') continue;
				const etag = (await ask(request)).headers.get('etag');
				expect(etag !== null, path).toBe('304' in responses);
				if (etag === null) continue;
				const again = await ask(request, { 'if-none-match': etag });
				expect(again.status, path).toBe(304);
				expect(await again.text()).toBe('');
			}
		}
	});

	test('can tell a wrong body from a right one', async () => {
		const schema =
			document.paths['/api/v1/datasets/{dataset}/tables/{table}']?.get?.responses['200']?.content?.[
				'application/json'
			]?.schema;
		const right = (await (await ask(table)).json()) as { cells: object[] };
		expect(judgeOf(document, schema).safeParse(right).success).toBe(true);
		for (const wrong of [
			{ ...right, extra: 1 },
			{ ...right, granularity: 'day' },
			{ ...right, cells: [{ ...right.cells[0], value: -1 }] },
			{ ...right, cells: [{ ...right.cells[0], status: 'zero' }] }
		]) {
			expect(judgeOf(document, schema).safeParse(wrong).success).toBe(false);
		}
	});
});
