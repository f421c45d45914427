import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Explanation } from '../../../src/lib/explain/explanation.ts';
import { GET } from '../../../src/routes/api/v1/datasets/[dataset]/tables/[table]/explain/+server.ts';
import { temporaryFolder } from '../../support/murmuration.ts';
import { publishCounts } from '../../support/publish-counts.ts';

let remove: () => Promise<void>;

beforeAll(async () => {
	const temporary = await temporaryFolder();
	({ remove } = temporary);
	process.env['MURMURATION_DATA'] = temporary.folder;
	await publishCounts(temporary.folder, '2026-W40', {
		version: {
			'2.0.9': 100,
			'2.0.8': 60,
			'2.0.10': 3,
			'2.1.0': 50,
			'2.1.1': 40
		}
	});
	await publishCounts(temporary.folder, '2026-W42', {
		version: { '2.1.0': 100, '2.1.1': 60, '2.0.9': 4 }
	});
	await publishCounts(temporary.folder, '2026-10', {
		version: {
			'2.1.0': 100,
			'2.1.1': 60,
			'2.0.9': 40,
			'2.0.8': 23
		}
	});
});
afterAll(() => remove());

/** Asks the route about a cell of `table`, as a client does. */
async function ask(
	search: string,
	{ dataset = 'heartbeats', table = 'version', headers = {} } = {}
): Promise<Response> {
	const url = new URL(
		`http://127.0.0.1/api/v1/datasets/${dataset}/tables/${table}/explain${search}`
	);
	const event = { params: { dataset, table }, url, request: new Request(url, { headers }) };
	return GET(event as unknown as Parameters<typeof GET>[0]);
}

describe('the explanation of a cell over HTTP', () => {
	test('of a category that the period does not name is hidden, with the month as remedy', async () => {
		const response = await ask('?period=2026-W42&version=2.0.9');
		expect(response.status).toBe(200);
		const explanation = Explanation.parse(await response.json());
		expect(explanation).toMatchObject({
			dataset: 'heartbeats',
			table: 'version',
			period: '2026-W42',
			categories: { version: '2.0.9' },
			measure: 'instances',
			value: null,
			status: 'hidden',
			reason: { code: 'suppressed' }
		});
		expect(explanation.remedies).toContainEqual({
			steps: ['longer-period'],
			table: 'version',
			period: '2026-10',
			categories: { version: '2.0.9' },
			value: 40,
			href: '/tables/version?granularity=month&from=2026-10&to=2026-10&measure=count&level=patch'
		});
	});

	test('of a published cell has its number, of a week without release nothing', async () => {
		expect(await (await ask('?period=2026-W42&version=2.1.0')).json()).toMatchObject({
			status: 'published',
			value: 100,
			remedies: []
		});
		expect(await (await ask('?period=2026-W42')).json()).toMatchObject({
			status: 'published',
			categories: { version: '*' }
		});
		expect(await (await ask('?period=2026-W41&version=2.1.0')).json()).toMatchObject({
			status: 'missing',
			value: null,
			remedies: []
		});
	});

	test('can be revalidated', async () => {
		const first = await ask('?period=2026-W42&version=2.0.9');
		const etag = first.headers.get('etag') ?? '';
		expect(etag).not.toBe('');
		const headers = { 'if-none-match': etag };
		expect((await ask('?period=2026-W42&version=2.0.9', { headers })).status).toBe(304);
		expect((await ask('?period=2026-W40&version=2.0.9', { headers })).status).toBe(200);
	});

	test.each([
		['', 'period', 'expected an ISO week like 2026-W18 or a month like 2026-05'],
		['?period=2026-W99', 'period', 'expected an ISO week like 2026-W18 or a month like 2026-05'],
		['?period=2026-W42&period=2026-W40', 'period', 'expected it only once'],
		['?period=2026-W42&version=', 'version', 'expected a category'],
		[
			'?period=2026-W42&deployment=k8s',
			'deployment',
			'unknown parameter, expected one of period, version'
		]
	])('refuses %j and names the parameter', async (search, parameter, reason) => {
		const response = await ask(search);
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(await response.json()).toMatchObject({
			field: parameter,
			detail: `${parameter}: ${reason}`
		});
	});

	test('is not found for another table, another dataset and a period outside what is published', async () => {
		const search = '?period=2026-W42&version=2.1.0';
		expect((await ask(search, { table: 'nope' })).status).toBe(404);
		expect((await ask(search, { dataset: '../heartbeats' })).status).toBe(404);
		expect((await ask('?period=2026-W43')).status).toBe(404);
		expect((await ask('?period=2026-W39')).status).toBe(404);
		expect((await ask('?period=2026-09')).status).toBe(404);
	});

	test('answers a name that no release has alike, whether instances run it or not', async () => {
		const secret = await ask('?period=2026-W40&version=2.0.10');
		const nonsense = await ask('?period=2026-W40&version=no+such+version');
		expect([secret.status, nonsense.status]).toEqual([404, 404]);
		expect(await secret.text()).toBe(await nonsense.text());
	});
});
