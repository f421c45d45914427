// Embeds as pages are kept in memory: what of that a reader may notice, and what never.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedShare } from '../../src/lib/schema/share.ts';
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

const ask = (path: string, init: RequestInit = {}) => fetch(server.origin + path, init);

/** Asks often enough for the answer to come from memory. */
async function askTwice(path: string): Promise<Response> {
	await (await ask(path)).text();
	return ask(path);
}

/** With a host of one's own choice, as two servers at one address would be asked. */
async function askAs(origin: string, headers: Record<string, string>): Promise<IncomingMessage> {
	const [answer] = (await once(get(`${origin}/embed/version`, { headers }), 'response')) as [
		IncomingMessage
	];
	answer.resume();
	return answer;
}

async function share(body: object): Promise<ListedShare> {
	const headers = { 'content-type': 'application/json' };
	const made = await ask('/api/v1/shares', { method: 'POST', headers, body: JSON.stringify(body) });
	expect(made.status).toBe(201);
	return (await made.json()) as ListedShare;
}

test('a page stays the same, and whoever has it gets 304', async () => {
	const [first, again] = [await ask('/embed/version'), await ask('/embed/version')];
	expect(await again.text()).toBe(await first.text());
	const etag = first.headers.get('etag') ?? '';
	expect(again.headers.get('etag')).toBe(etag);
	const head = await ask('/embed/version', { method: 'HEAD' });
	expect(head.headers.get('etag')).toBe(etag);
	const known = await ask('/embed/version', { headers: { 'if-none-match': etag } });
	expect(known.status).toBe(304);
	expect(known.headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
});

test('its policy allows the scripts that stand in it, and no nonce', async () => {
	const page = await askTwice('/embed/version?theme=dark');
	const policy = page.headers.get('content-security-policy') ?? '';
	const html = await page.text();
	const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
		([, script = '']) => script
	);
	expect(scripts.length).toBeGreaterThan(0);
	for (const script of scripts) {
		const digest = createHash('sha256').update(script).digest('base64');
		expect(policy).toContain(`'sha256-${digest}'`);
	}
	expect(html + policy).not.toContain('nonce');
	expect(policy).not.toMatch(/script-src[^;]*unsafe/);
});

test('every parameter makes a page of its own, and wrong ones none', async () => {
	const titles = await Promise.all(
		['', '?title=false', '?theme=dark', '?bg=ffffff'].map(async (search) => {
			const page = await askTwice(`/embed/version${search}`);
			return page.text();
		})
	);
	expect(new Set(titles).size).toBe(4);
	for (let time = 0; time < 2; time += 1) {
		expect((await ask('/embed/version?theme=green')).status).toBe(400);
		expect((await ask('/embed/nope')).status).toBe(404);
	}
});

test('a note is on the next page, and off the one after it is removed', async () => {
	const before = await askTwice('/embed/version');
	const text = 'Agents came with a release.';
	const said = await murmuration(fleet.dataFolder, 'note', 'add', text, '--from', '2026-11-03');
	expect(said.stderr).toBe('');
	const headers = { 'if-none-match': before.headers.get('etag') ?? '' };
	const noted = await ask('/embed/version', { headers });
	expect(await noted.text()).toContain(text);
	const [name = ''] = await readdir(join(fleet.dataFolder, 'published/heartbeats/notes'));
	const id = name.replace('.json', '');
	await murmuration(fleet.dataFolder, 'note', 'remove', id);
	expect((await ask('/embed/version', { headers })).status).toBe(304);
});

test('readers of a page that nobody could frame get it anew once somebody may', async () => {
	await askTwice('/embed/version');
	const before = await ask('/embed/version', { headers: { 'accept-encoding': 'gzip, br' } });
	const ancestors = { MURMURATION_FRAME_ANCESTORS: 'https://wiki.example.org' };
	const other = await startServer(fleet.dataFolder, ancestors);
	try {
		const { host } = new URL(server.origin);
		const headers = { 'if-none-match': before.headers.get('etag') ?? '', host };
		const known = { ...headers, 'accept-encoding': 'gzip, br' };
		expect((await askAs(server.origin, known)).statusCode).toBe(304);
		const after = await askAs(other.origin, known);
		expect(after.statusCode).toBe(200);
		expect(after.headers['content-security-policy']).toContain(
			'frame-ancestors https://wiki.example.org'
		);
	} finally {
		await other.stop();
	}
});

test('a revoked link is shut for the very next request, though its page is in memory', async () => {
	const { id, urls, token } = await share({ chart: 'version', query: { theme: 'dark' } });
	const opened = await askTwice(urls.html.slice(server.origin.length));
	expect(opened.status).toBe(200);
	expect(opened.headers.get('cache-control')).toBe('private, no-cache');
	const etag = opened.headers.get('etag') ?? '';
	expect((await ask(`/embed/version?t=${token}&theme=light`)).status).toBe(403);
	expect((await ask(`/embed/deployment?t=${token}`)).status).toBe(403);
	await ask(`/api/v1/shares/${id}`, { method: 'DELETE' });
	const after = await fetch(urls.html, { headers: { 'if-none-match': etag } });
	expect(after.status).toBe(410);
	expect(after.headers.get('cache-control')).toBe('no-store');
});

test('a link that is over is shut, though its page is in memory', async () => {
	const expires = new Date(Date.now() + 2_500).toISOString();
	const { urls } = await share({ chart: 'version', expires });
	expect((await askTwice(urls.html.slice(server.origin.length))).status).toBe(200);
	await sleep(2_600);
	expect((await fetch(urls.html)).status).toBe(410);
});
