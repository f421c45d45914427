// One token opens one chart in all its forms, for as long as it shall and no longer.
import { createHash } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedShare, SharePreflight } from '../../src/lib/schema/share.ts';
import { murmuration, startServer, type RunningServer } from '../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../support/published-fleet.ts';

let fleet: PublishedFleet;
let server: RunningServer;

const newest = '2026-W46';

beforeAll(async () => {
	fleet = await publishFleet({ instances: 300, weeks: 4 });
	await rm(join(fleet.dataFolder, 'warehouse'), { recursive: true });
	await rename(folderOf(newest), join(fleet.dataFolder, newest));
	server = await startServer(fleet.dataFolder);
});

afterAll(async () => {
	await server.stop();
	await fleet.remove();
});

const folderOf = (week: string) => join(fleet.dataFolder, 'published', 'heartbeats', 'week', week);
const jsonType = { 'content-type': 'application/json' };

async function read(path: string, headers: Record<string, string> = {}, method = 'GET') {
	const response = await fetch(server.origin + path, { headers, method });
	return { response, status: response.status, body: Buffer.from(await response.arrayBuffer()) };
}

async function post(body: unknown, headers: Record<string, string> = jsonType) {
	const init = { method: 'POST', headers, body: JSON.stringify(body) };
	const response = await fetch(`${server.origin}/api/v1/shares`, init);
	return { status: response.status, text: await response.text() };
}

async function share(body: object): Promise<ListedShare> {
	const { status, text } = await post(body);
	expect(text).toContain('"token"');
	expect(status).toBe(201);
	return JSON.parse(text) as ListedShare;
}

const revoke = (id: string) => read(`/api/v1/shares/${id}`, {}, 'DELETE');
const pathsOf = ({ urls }: ListedShare) =>
	Object.values(urls).map((url) => url.replace(server.origin, ''));

test('one token opens the page, both pictures and both files, for nobody else to keep', async () => {
	const live = await share({ chart: 'version', query: { from: '2026-W44', to: '2026-W45' } });
	expect(pathsOf(live)).toHaveLength(5);
	for (const path of pathsOf(live)) {
		const { status, response, body } = await read(path);
		expect([path, status]).toEqual([path, 200]);
		expect(response.headers.get('cache-control')).toBe('private, no-cache');
		expect(body.length).toBeGreaterThan(500);
		const known = await read(path, { 'if-none-match': response.headers.get('etag') ?? '' });
		expect(known.response.headers.get('cache-control')).toBe('private, no-cache');
		expect(known.status).toBe(304);
	}
	const csv = (await read(live.urls.csv.replace(server.origin, ''))).body.toString();
	expect(new Set(csv.match(/^2026-W\d\d/gm))).toEqual(new Set(['2026-W44', '2026-W45']));
	const same = await read('/embed/version.svg?from=2026-W44&to=2026-W45');
	expect((await read(live.urls.svg.replace(server.origin, ''))).body.equals(same.body)).toBe(true);
});

test('an archived heatmap is a table on its page, and has its pictures', async () => {
	const { urls } = await share({ chart: 'version_by_deployment', kind: 'archived' });
	expect((await read(urls.html.replace(server.origin, ''))).body.toString()).toContain('hidden');
	for (const url of [urls.svg, urls.png]) {
		expect((await read(url.replace(server.origin, ''))).status).toBe(200);
	}
});

test.each(['live', 'archived'])(
	'a %s share opens no other chart and nothing wider',
	async (kind) => {
		const given = { from: '2026-W44', to: '2026-W45' };
		const { token } = await share({ chart: 'version', kind, query: given });
		for (const form of ['', '.svg', '.png', '.csv', '.json']) {
			const other = await read(`/embed/deployment${form}?t=${token}`);
			expect(other.status).toBe(403);
			for (const path of [`version%5fby_deployment${form}`, `Version${form}`, `version.x${form}`]) {
				expect((await read(`/embed/${path}?t=${token}`)).status).toBe(403);
			}
			const wider = {
				...{ from: '2026-W43', to: newest, granularity: 'month', measure: 'count' },
				...{ level: 'patch', compare: 'previous', within: '2', at: '2', by: 'deployment' },
				...{ t: token, unknown: '1', excel: '1' }
			};
			for (const [name, value] of Object.entries(wider)) {
				const answer = await read(`/embed/version${form}?t=${token}&${name}=${value}`);
				expect([form, name, answer.status]).toEqual([form, name, 403]);
				if (form !== '' && name !== 't') {
					expect(JSON.parse(answer.body.toString())).toMatchObject({ field: name });
				}
			}
		}
		expect((await read(`/api/v1/datasets/heartbeats/tables/version?t=${token}`)).status).toBe(400);
		expect((await read(`/tables/version?t=${token}`)).status).toBe(400);
		expect((await read(`/%65mbed/version.csv?t=${token}&from=2026-W43`)).status).toBe(403);
		expect((await read(`/embed/version/__data.json?t=${token}&from=2026-W43`)).status).toBe(403);
	}
);

test('no address with a token gives numbers of other periods than the share holds', async () => {
	const { token, urls } = await share({
		chart: 'version',
		query: { from: '2026-W44', to: '2026-W44' }
	});
	const right = (await read(urls.json.replace(server.origin, ''))).body;
	const value = fc.constantFrom(
		'2026-W43',
		'2026-W44',
		'2026-W45',
		'2026-10',
		'week',
		'month',
		'',
		'x'
	);
	const name = fc.constantFrom(
		'from',
		'to',
		'granularity',
		'by',
		'within',
		'title',
		'From',
		't',
		'to[]'
	);
	await fc.assert(
		fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 4 }), async (pairs) => {
			const search = new URLSearchParams([['t', token], ...pairs]);
			const { status, body } = await read(`/embed/version.json?${search.toString()}`);
			if (status === 200) expect(body.equals(right)).toBe(true);
			else expect([400, 403]).toContain(status);
		}),
		{ numRuns: 100 }
	);
});

test('a token that was tampered with opens nothing and hears nothing about itself', async () => {
	const { token, id } = await share({ chart: 'version' });
	const answers = new Set<string>();
	for (let at = 0; at < token.length; at += 7) {
		const letter = token[at] === 'A' ? 'B' : 'A';
		const tampered = token.slice(0, at) + letter + token.slice(at + 1);
		const { status, body } = await read(`/embed/version.csv?t=${tampered}`);
		expect(status).toBe(403);
		answers.add(body.toString());
	}
	for (const other of ['', 'x', id, `${token}.`, 'a.b.c']) {
		const { status, body } = await read(`/embed/version.csv?t=${other}`);
		expect(status).toBe(403);
		answers.add(body.toString());
	}
	expect(answers.size).toBe(1);
	const page = await read(`/embed/version?t=${token.slice(1)}`);
	expect([page.status, page.response.headers.get('cache-control')]).toEqual([403, 'no-store']);
	expect(page.body.toString()).toContain('This link opens nothing');
});

test.each(['live', 'archived'])(
	'a revoked %s share ends with the next request, cached or not',
	async (kind) => {
		const shared = await share({ chart: 'version', kind });
		for (const path of pathsOf(shared)) expect((await read(path)).status).toBe(200);
		const etags = await Promise.all(
			pathsOf(shared).map(async (path) => (await read(path)).response.headers.get('etag') ?? '')
		);
		expect((await revoke(shared.id)).status).toBe(200);
		for (const [index, path] of pathsOf(shared).entries()) {
			const { status, response } = await read(path, { 'if-none-match': etags[index] ?? '' });
			expect([path, status]).toEqual([path, 410]);
			expect(response.headers.get('cache-control')).toBe('no-store');
		}
		expect((await revoke(shared.id)).status).toBe(200);
		expect((await revoke('0'.repeat(24))).status).toBe(404);
	}
);

test('a share that the command line revokes ends as well', async () => {
	const shared = await share({ chart: 'version' });
	const [path = ''] = pathsOf(shared);
	expect((await read(path)).status).toBe(200);
	expect((await murmuration(fleet.dataFolder, 'share', 'revoke', shared.id)).code).toBe(0);
	expect((await read(path)).status).toBe(410);
});

test('a share that the command line makes is opened by the server', async () => {
	const made = await murmuration(
		fleet.dataFolder,
		...['share', 'create', 'deployment', '--kind', 'archived', '--label', 'Wiki', '--days', '2'],
		...['--query', 'theme=dark', '--origin', server.origin, '--json']
	);
	expect(made.stderr).toBe('');
	const shared = JSON.parse(made.stdout) as ListedShare;
	for (const path of pathsOf(shared)) expect((await read(path)).status).toBe(200);
	const listed = JSON.parse((await read('/api/v1/shares')).body.toString()) as {
		shares: ListedShare[];
	};
	expect(listed.shares[0]).toEqual(shared);
	const dry = await murmuration(fleet.dataFolder, 'share', 'create', 'deployment', '--dry-run');
	expect(dry.stdout).toMatch(/\d+ of \d+ cells are hidden \(\d+%\), k = 10\n/);
	const after = JSON.parse((await read('/api/v1/shares')).body.toString()) as typeof listed;
	expect(after.shares).toHaveLength(listed.shares.length);
});

test.each(['live', 'archived'])('an expired %s share is over', async (kind) => {
	const expires = new Date(Date.now() + 4000).toISOString();
	const shared = await share({ chart: 'version', kind, expires });
	const [path = ''] = pathsOf(shared);
	expect((await read(path)).status).toBe(200);
	while (Date.now() < Date.parse(shared.expires)) await sleep(50);
	for (const one of pathsOf(shared)) expect((await read(one)).status).toBe(410);
	expect((await read(path)).body.toString()).toContain('This chart is no longer shared');
});

test.each([
	[{ chart: 'nothing' }, 404, 'Nothing is published under the name nothing'],
	[{ chart: '../version' }, 400, 'chart: expected the name of a chart'],
	[{ chart: 'version', kind: 'eternal' }, 400, 'kind: expected live or archived'],
	[{ chart: 'version', query: { from: '1999-W01' } }, 400, 'from: expected a published week'],
	[{ chart: 'version', query: { colour: 'red' } }, 400, 'colour: unknown parameter'],
	[{ chart: 'version', expires: '2020-01-01T00:00:00Z' }, 400, 'expires: expected a moment in'],
	[{ chart: 'version', expires: 'tomorrow' }, 400, 'expires: expected a moment in UTC'],
	[{ chart: 'version', token: 'x' }, 400, 'token: unknown field']
])('a wrong request for a share, %j, is refused by name', async (body, status, reason) => {
	const answer = await post(body);
	expect(answer.status).toBe(status);
	expect(answer.text).toContain(reason);
});

test('what is not JSON of this server and this machine makes no share', async () => {
	const body = { chart: 'version' };
	expect((await post(body, { 'content-type': 'text/plain' })).status).toBe(403);
	expect((await post(body, { 'content-type': 'application/jsonp' })).status).toBe(400);
	for (const header of [
		{ origin: 'https://evil.example' },
		{ 'sec-fetch-site': 'cross-site' },
		{ 'x-forwarded-for': '203.0.113.7' }
	]) {
		expect((await post(body, { ...jsonType, ...header })).status).toBe(403);
		expect((await read('/api/v1/shares', header)).status).toBe(403);
		expect((await read('/api/v1/shares/preflight?chart=version', header)).status).toBe(403);
		expect((await read(`/api/v1/shares/${'0'.repeat(24)}`, header, 'DELETE')).status).toBe(403);
	}
});

test('before a share is made it says what is hidden, who will see it, and until when', async () => {
	const { status, body } = await read('/api/v1/shares/preflight?chart=version&from=2026-W44');
	expect(status).toBe(200);
	const ahead = JSON.parse(body.toString()) as SharePreflight;
	const table = await read('/api/v1/datasets/heartbeats/tables/version?from=2026-W44');
	const { cells } = JSON.parse(table.body.toString()) as { cells: { status: string }[] };
	const hidden = cells.filter((cell) => cell.status === 'hidden').length;
	expect(ahead.cells).toEqual({
		all: cells.length,
		hidden,
		missing: 0,
		share: hidden / cells.length
	});
	expect(ahead).toMatchObject({ k: 10, follows: true, audience: 'anyone with the link' });
	const fixed = await read(`/api/v1/shares/preflight?chart=version&kind=archived`);
	expect(JSON.parse(fixed.body.toString())).toMatchObject({ follows: false });
});

test('a live share follows a new release, an archived one is the same to the byte, restart or not', async () => {
	const live = await share({ chart: 'version' });
	const fixed = await share({ chart: 'version', query: { from: '2026-W44', to: '2026-W45' } });
	const frozen = await share({ chart: 'version', kind: 'archived' });
	const archived = [
		...pathsOf(frozen),
		...pathsOf(frozen).map((path) => `${path}&theme=dark`),
		`/embed/version?t=${frozen.token}&theme=light`
	];
	/** Digests, as comparing so many bytes one by one takes longer than connections last. */
	const readAll = (paths: string[]) =>
		Promise.all(
			paths.map(async (path) => {
				const { status, body } = await read(path);
				return [path, status, createHash('sha256').update(body).digest('hex')];
			})
		);
	const csvOf = async ({ token }: ListedShare) =>
		(await read(`/embed/version.csv?t=${token}`)).body.toString();
	const before = await readAll(archived);
	const fixedBefore = await csvOf(fixed);
	expect(await csvOf(live)).not.toContain(newest);

	await rename(join(fleet.dataFolder, newest), folderOf(newest));
	expect((await read('/embed/version.csv')).body.toString()).toContain(newest);
	expect(await csvOf(live)).toContain(newest);
	expect(await csvOf(fixed)).toBe(fixedBefore);
	expect(await readAll(archived)).toEqual(before);

	await server.stop();
	server = await startServer(fleet.dataFolder);
	expect(await readAll(archived)).toEqual(before);
	expect(await csvOf(live)).toContain(newest);
});
