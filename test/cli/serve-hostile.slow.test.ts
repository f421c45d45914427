// Requests that nobody sends by accident: names of what every object has, ways out of a folder, bytes that end a name, and
// tokens by the dozen.
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListedShare } from '../../src/lib/schema/share.ts';
import { publishFleet, type PublishedFleet } from '../support/published-fleet.ts';
import { Served } from '../support/served.ts';

const secret = 'a-secret-that-no-answer-holds-0123456789';
let fleet: PublishedFleet;
let served: Served;

beforeAll(async () => {
	fleet = await publishFleet({ instances: 120, weeks: 3, seed: 5 });
	writeFileSync(join(fleet.dataFolder, 'secret'), `${secret}\n`);
	served = await Served.start(fleet.dataFolder);
});
afterAll(async () => {
	expect(served.stderr).toBe('');
	await served.stop();
	await fleet.remove();
});

/** Asks for a path to the byte, as `fetch` would tidy it up first. */
async function ask(path: string): Promise<{ status: number; text: string }> {
	const asked = request(served.origin, { path });
	asked.end();
	const [answer] = (await once(asked, 'response')) as [IncomingMessage];
	let text = '';
	for await (const chunk of answer) text += String(chunk);
	return { status: answer.statusCode ?? 0, text };
}

const names = [
	...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'],
	...['..', '%2e%2e', '..%2f..%2fsecret', '%2e%2e%2f%2e%2e%2fsecret', '..%5c..%5csecret'],
	...['..%252f..%252fsecret', '%c0%ae%c0%ae%2fsecret', '%00', 'version%00', 'version%00.csv'],
	...['2026-W46%2f..%2f..%2f..%2f..%2fsecret', '%2fetc%2fpasswd', '%0d%0aset-cookie:a=b', '%ff'],
	...['%zz', '%', 'a'.repeat(3000), "version'--", '[table]', '%7b%7b7*7%7d%7d', '*']
];
const places = [
	(name: string) => `/${name}`,
	(name: string) => `/tables/${name}`,
	(name: string) => `/tables/${name}/explain`,
	(name: string) => `/embed/${name}`,
	(name: string) => `/embed/${name}.svg`,
	(name: string) => `/embed/${name}.csv`,
	(name: string) => `/badge/${name}.svg`,
	(name: string) => `/api/v1/datasets/${name}/tables/version`,
	(name: string) => `/api/v1/datasets/heartbeats/tables/${name}`,
	(name: string) => `/api/v1/datasets/heartbeats/tables/${name}.parquet`,
	(name: string) => `/api/v1/datasets/heartbeats/tables/${name}.zip`,
	(name: string) => `/api/v1/datasets/heartbeats/tables/${name}/explain?period=2026-W46`,
	(name: string) => `/api/v1/releases/${name}/2026-W46`,
	(name: string) => `/api/v1/releases/heartbeats/${name}`,
	(name: string) => `/api/v1/releases/heartbeats/${name}/certificate`,
	(name: string) => `/_app/immutable/${name}`
];

describe('a name in a path that names nothing', () => {
	test.each(places.map((place) => [place('NAME'), place] as const))('%s', async (_, place) => {
		for (const name of names) {
			const { status, text } = await ask(place(name));
			const isKnown = name === '..' || name === '%2e%2e' || name.includes('2e%2e');
			const allowed = isKnown ? [200, 301, 302, 307, 308, 400, 404] : [400, 404];
			expect(allowed, `${place(name)}: ${status}`).toContain(status);
			expect(text, place(name)).not.toContain(secret);
			expect(text, place(name)).not.toMatch(/\bat .+:\d+:\d+\)?$|root:.*:0:0:/m);
		}
	});
});

test('a parameter that every object has is one that nobody knows', async () => {
	const table = '/api/v1/datasets/heartbeats/tables/version';
	for (const name of ['__proto__', 'constructor', 'toString', '__proto__[polluted]']) {
		for (const path of [table, `${table}.csv`, '/embed/version', '/embed/version.svg', '/']) {
			expect((await ask(`${path}?${encodeURIComponent(name)}=x`)).status, path).toBe(400);
		}
		const explain = `${table}/explain?period=2026-W46&${encodeURIComponent(name)}=x`;
		expect((await ask(explain)).status).toBe(400);
	}
	for (const query of ['from=__proto__', 'from=%00', 'from=2026-W46&from=2026-W45', 'from=%zz']) {
		const { status } = await ask(`${table}?${query}`);
		expect(status, query).toBe(400);
	}
});

test('a body with such a name is refused', async () => {
	const sent = JSON.parse(
		readFileSync(new URL('../fixtures/heartbeat.json', import.meta.url), 'utf8')
	) as Record<string, unknown>;
	const heartbeat = JSON.stringify(sent);
	for (const name of ['__proto__', 'constructor', 'prototype']) {
		const more = `{"${name}":{"polluted":1},${heartbeat.slice(1)}`;
		const bodies = { '/v1/heartbeat': more, '/api/v1/shares': `{"${name}":{},"chart":"version"}` };
		for (const [path, body] of Object.entries(bodies)) {
			const headers = { 'content-type': 'application/json' };
			const answer = await fetch(served.origin + path, { method: 'POST', headers, body });
			expect(answer.status, path).toBe(400);
			await answer.text();
		}
	}
});

test('who comes with many tokens that open nothing waits, and a link that opened something goes on', async () => {
	const made = await fetch(`${served.origin}/api/v1/shares`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ chart: 'version' })
	});
	const { token } = (await made.json()) as ListedShare;
	const open = async (given: string, form = '') =>
		fetch(`${served.origin}/embed/version${form}?t=${given}`);
	expect((await open(token)).status).toBe(200);
	const statuses = new Set<number>();
	for (let n = 0; n < 60; n += 1) statuses.add((await open(`guess${n}`)).status);
	expect([...statuses]).toEqual([403]);
	for (const form of ['', '.svg', '.json']) {
		const answer = await open('guess', form);
		expect(answer.status).toBe(429);
		expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(answer.headers.get('cache-control')).toBe('no-store');
	}
	expect((await open(token)).status).toBe(200);
});
