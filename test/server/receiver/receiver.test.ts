import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Receiver } from '../../../src/lib/server/receiver/receiver.ts';
import { heartbeat } from '../../support/heartbeats.ts';
import { readHeartbeats, readSegments, temporaryInbox } from '../inbox/inbox-folder.ts';
import { sendRaw } from './raw-request.ts';
import { generous, post, runReceiver } from './running-receiver.ts';

const exact = JSON.stringify(heartbeat(1));
const head = 'POST /v1/heartbeat HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

describe('POST /v1/heartbeat', () => {
	test('answers 204 when the heartbeat is on disk', async () => {
		const { url, inbox } = await runReceiver();
		const response = await post(url, heartbeat(1));
		expect(response.status).toBe(204);
		expect(response.headers.get('cache-control')).toBe('no-store');
		const [stored] = await readHeartbeats(inbox);
		expect(stored).toEqual({ ...heartbeat(1), sent_at: stored?.sent_at });
		expect(Math.abs(Date.parse(stored?.sent_at ?? '') - Date.now())).toBeLessThan(60_000);
	});

	test('stores nothing of the request but the heartbeat', async () => {
		const { url, inbox } = await runReceiver();
		const headers = {
			'user-agent': 'secret-agent',
			'x-forwarded-for': '198.51.100.77',
			cookie: 'a=secret'
		};
		await post(url, heartbeat(1), headers);
		const text = Object.entries(await readSegments(inbox)).join();
		expect(text).not.toMatch(/secret|198\.51|127\.0\.0\.1/);
	});

	test('spells the heartbeat anew, whatever the body looked like', async () => {
		const { url, inbox } = await runReceiver();
		const { config, ...rest } = heartbeat(1);
		const body = JSON.stringify({ config, ...rest }, null, 2).replace('"linux"', '"\\u006cinux"');
		expect((await post(url, body)).status).toBe(204);
		const [line] = Object.values(await readSegments(inbox));
		const sentAt = (await readHeartbeats(inbox))[0]?.sent_at;
		expect(line).toBe(`${JSON.stringify({ ...heartbeat(1), sent_at: sentAt })}\n`);
	});

	test('says the field and what it accepts', async () => {
		const { url } = await runReceiver();
		const response = await post(url, { ...heartbeat(1), schema_version: 2, note: 'x' });
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(await response.json()).toEqual({
			type: 'about:blank',
			title: 'Not a heartbeat',
			status: 400,
			detail: 'Invalid input: expected 1',
			field: 'schema_version',
			problems: [
				{ field: 'schema_version', reason: 'Invalid input: expected 1' },
				{ field: 'note', reason: 'unknown field: the schema has no such field' }
			]
		});
	});

	test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
		const { url } = await runReceiver();
		const response = await fetch(url, { method });
		expect(response.status).toBe(405);
		expect(response.headers.get('allow')).toBe('POST');
		expect(response.headers.get('access-control-allow-origin')).toBeNull();
	});

	test.each([
		[{ 'content-type': 'text/plain' }, 415],
		[{ 'content-type': 'application/json; charset=latin1' }, 415],
		[{ 'content-type': 'application/jsonp' }, 415],
		[{ 'content-encoding': 'gzip' }, 415],
		[{ 'content-type': 'application/json; charset=UTF-8' }, 204],
		[{ 'content-type': 'Application/JSON;charset="utf-8"' }, 204],
		[{ 'content-encoding': 'identity' }, 204]
	])('with %j answers %i', async (headers, status) => {
		const { url } = await runReceiver();
		expect((await post(url, heartbeat(1), headers)).status).toBe(status);
	});

	test('leaves other paths alone', async () => {
		const { url } = await runReceiver();
		expect((await post(`${url}s`, heartbeat(1))).status).toBe(404);
		expect((await post(`${url}?v=1`, heartbeat(1))).status).toBe(204);
	});
});

describe('the size of a body', () => {
	test('may be 5120 bytes and no more', async () => {
		const { url, inbox } = await runReceiver();
		expect((await post(url, exact.padEnd(5120))).status).toBe(204);
		expect((await post(url, exact.padEnd(5121))).status).toBe(413);
		expect(await readHeartbeats(inbox)).toHaveLength(1);
	});

	test('is measured while reading when nobody declares it, and the rest is not read', async () => {
		const { port, inbox } = await runReceiver();
		const chunk = `1000\r\n${' '.repeat(4096)}\r\n`;
		const said = await sendRaw(port, `${head}transfer-encoding: chunked\r\n\r\n`, chunk, chunk);
		expect(said).toMatch(/^HTTP\/1\.1 413 /);
		expect(said).toMatch(/\r\nconnection: close\r\n/i);
		expect(await readHeartbeats(inbox)).toEqual([]);
	});

	test('is refused unread when it is declared', async () => {
		const { port } = await runReceiver();
		const said = await sendRaw(port, `${head}content-length: 5121\r\n\r\n`);
		expect(said).toMatch(/^HTTP\/1\.1 413 .*\r\nconnection: close\r\n/is);
	});
});

describe('slow and broken senders', () => {
	test('get 408 and hold nothing', async () => {
		const impatient = { headersTimeout: 200, requestTimeout: 200, connectionsCheckingInterval: 50 };
		const { port, receiver } = await runReceiver({}, impatient);
		const said = await sendRaw(port, `${head}content-length: 500\r\n\r\n{"schema`);
		expect(said).toMatch(/^HTTP\/1\.1 408 /);
		await expect.poll(() => receiver.registry.metrics()).toContain('{outcome="aborted"} 1');
	});

	test('that go away early are counted and cost nothing', async () => {
		const { url, receiver, inbox } = await runReceiver();
		const abort = new AbortController();
		const body = new ReadableStream({
			start(controller) {
				controller.enqueue(Buffer.from(exact.slice(0, 100)));
			}
		});
		const headers = { 'content-type': 'application/json' };
		const init = { method: 'POST', body, headers, signal: abort.signal, duplex: 'half' };
		const sent = fetch(url, init as RequestInit).catch(() => 'gone');
		await sleep(50);
		abort.abort();
		expect(await sent).toBe('gone');
		await expect.poll(() => receiver.registry.metrics()).toContain('{outcome="aborted"} 1');
		expect(await readHeartbeats(inbox)).toEqual([]);
	});
});

describe('limits', () => {
	test('answer 429 with the time to come back', async () => {
		const { url, inbox } = await runReceiver({ limits: { ...generous, requestsPerMinute: 2 } });
		const responses = [
			await post(url, heartbeat(1)),
			await post(url, '{'),
			await post(url, heartbeat(2))
		];
		expect(responses.map(({ status }) => status)).toEqual([204, 400, 429]);
		expect(Number(responses[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await readHeartbeats(inbox)).toHaveLength(1);
	});

	test('set heartbeats of one instance too many apart, with the same answer', async () => {
		const { url, inbox, receiver } = await runReceiver({
			limits: { ...generous, instancesPerDay: 2 }
		});
		for (const n of [1, 2, 3, 1]) expect((await post(url, heartbeat(n))).status).toBe(204);
		const segments = Object.entries(await readSegments(inbox));
		expect(
			segments.map(([name, text]) => [name.includes('.over.'), text.split('\n').length - 1])
		).toEqual([
			[false, 3],
			[true, 1]
		]);
		const metrics = await receiver.registry.metrics();
		expect(metrics).toContain('murmuration_heartbeats_total{outcome="stored_over_limit"} 1');
		expect(metrics).toContain('murmuration_heartbeats_total{outcome="stored"} 3');
	});

	test('are kept per client behind a trusted proxy', async () => {
		const limits = { ...generous, requestsPerMinute: 1 };
		const { url } = await runReceiver({ limits, trustedProxies: ['loopback'] });
		const statuses = [];
		for (const client of ['198.51.100.1', '198.51.100.2', '198.51.100.1']) {
			statuses.push((await post(url, heartbeat(1), { 'x-forwarded-for': client })).status);
		}
		expect(statuses).toEqual([204, 204, 429]);
	});
});

describe('when nothing can be stored', () => {
	test('it answers 503 with the time to come back, and health says why', async () => {
		const { url, receiver } = await runReceiver({ folder: '/dev/null/inbox' });
		for (let attempt = 0; attempt < 2; attempt += 1) {
			const response = await post(url, heartbeat(1));
			expect(response.status).toBe(503);
			expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
		}
		expect(receiver.health).toEqual({ storable: false, code: 'ENOTDIR' });
		expect(await receiver.registry.metrics()).toContain('murmuration_inbox_storable 0');
	});

	test('after closing, what was accepted is on disk and nothing more is taken', async () => {
		const { url, receiver, inbox } = await runReceiver();
		const answers = Array.from({ length: 20 }, (_, n) => post(url, heartbeat(n)));
		await Promise.race(answers);
		await receiver.close();
		const statuses = (await Promise.all(answers)).map(({ status }) => status);
		expect(await readHeartbeats(inbox)).toHaveLength(
			statuses.filter((status) => status === 204).length
		);
		expect((await post(url, heartbeat(1))).status).toBe(503);
	});
});

test('metrics name outcomes of a closed list and nothing of a request', async () => {
	const { url, receiver } = await runReceiver();
	await post(url, heartbeat(1));
	await post(url, { ...heartbeat(1), 'secret-field': 1 });
	const text = await receiver.registry.metrics();
	expect(text).toContain('murmuration_heartbeats_total{outcome="refused_schema"} 1');
	expect(text).toContain('murmuration_inbox_batch_heartbeats_count 1');
	expect(text).toContain('murmuration_sources 1');
	expect(text).not.toMatch(/secret|127\.0\.0\.1|0000-4000/);
});

test('a web request gets the same answers', async () => {
	const receiver = new Receiver({ folder: await temporaryInbox(), limits: generous });
	const url = 'http://localhost/v1/heartbeat';
	const headers = { 'content-type': 'application/json' };
	const send = (body: string) =>
		receiver.answer(new Request(url, { method: 'POST', body, headers }), '198.51.100.1');
	expect((await send(exact)).status).toBe(204);
	expect((await send('{')).status).toBe(400);
	expect((await send(exact.padEnd(5121))).status).toBe(413);
	expect((await receiver.answer(new Request(url), '198.51.100.1')).status).toBe(405);
	await receiver.close();
});
