// What the server tells about requests, and what it never does.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heartbeat } from '../support/heartbeats.ts';
import { temporaryFolder } from '../support/murmuration.ts';
import { Served } from '../support/served.ts';

let data: { folder: string; remove: () => Promise<void> };
let served: Served;

beforeAll(async () => {
	data = await temporaryFolder();
	served = await Served.start(data.folder, {
		MURMURATION_LOG: 'json',
		MURMURATION_LOG_LEVEL: 'debug',
		MURMURATION_AUTH: 'proxy',
		MURMURATION_TRUSTED_PROXIES: '127.0.0.1',
		MURMURATION_VIEWERS: '*'
	});
});
afterAll(async () => {
	await served.stop();
	await data.remove();
});

const own = {
	user: 'pat.quickbrownfox',
	address: '203.0.113.77',
	query: 'lazydogquery',
	path: 'jumpedoverpath',
	agent: 'sphinxofquartz',
	body: 'packmyboxbody',
	cookie: 'liquorjugscookie',
	token: 'vexedtokenvalue'
};
const headers = {
	'x-forwarded-user': own.user,
	'x-forwarded-for': own.address,
	'user-agent': own.agent,
	referer: `https://${own.path}.example.org/`,
	cookie: `murmuration=${own.cookie}`,
	authorization: `Bearer ${own.token}`
};

async function ask(path: string, more: RequestInit = {}): Promise<number> {
	const response = await fetch(served.origin + path, {
		...more,
		headers: { ...headers, ...(more.headers as Record<string, string> | undefined) }
	});
	await response.arrayBuffer();
	return response.status;
}

/** Everything that was told so far, on both streams, as the lines that they are. */
function lines(): string[] {
	return `${served.stdout}${served.stderr}`.split('\n').filter((line) => line !== '');
}

test('every line is JSON, and none holds anything of who asked for what', async () => {
	const json = { 'content-type': 'application/json' };
	const post = (body: string) => ({ method: 'POST', headers: json, body });
	const sent = heartbeat(7);
	const statuses = [
		await ask(`/?from=${own.query}`),
		await ask(`/?granularity=week`),
		await ask(`/${own.path}?${own.query}`),
		await ask(`/tables/${own.path}`),
		await ask(`/embed/version?t=${own.token}`),
		await ask(`/api/v1/datasets/heartbeats/tables/version?until=${own.query}`),
		await ask('/v1/heartbeat', post(JSON.stringify({ ...sent, [own.body]: own.body }))),
		await ask('/v1/heartbeat', post(JSON.stringify(sent))),
		await ask('/api/v1/shares', post(`{"${own.body}":1}`)),
		await ask('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })
	];
	expect(statuses).toEqual([400, 200, 404, 404, 403, 400, 400, 204, 403, 200]);
	await served.says(/"route":"\/metrics"/);
	const told = lines().map((line) => JSON.parse(line) as Record<string, unknown>);
	const requests = told.filter(({ msg }) => msg === 'request');
	expect(requests.map(({ status }) => status).sort()).toEqual(statuses.sort());
	const known = ['level', 'time', 'part', 'route', 'method', 'status', 'ms', 'msg'].sort();
	for (const request of requests) expect(Object.keys(request).sort()).toEqual(known);
	const ids = [(sent as { instance_id: string }).instance_id];
	for (const secret of [...Object.values(own), ...ids])
		expect(lines().join()).not.toContain(secret);
});
