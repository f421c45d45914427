// Who gets in where a proxy says who asks, and where nobody does.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, temporaryFolder, type RunningServer } from '../support/murmuration.ts';
import { Served } from '../support/served.ts';
import { publishFleet, type PublishedFleet } from '../support/published-fleet.ts';

let fleet: PublishedFleet;

beforeAll(async () => {
	fleet = await publishFleet({ instances: 120, weeks: 3, seed: 5 });
});
afterAll(async () => {
	await fleet.remove();
});

const proxied = {
	MURMURATION_AUTH: 'proxy',
	MURMURATION_PROXY_USER_HEADER: 'Remote-User',
	MURMURATION_PROXY_GROUPS_HEADER: 'Remote-Groups',
	MURMURATION_VIEWERS: 'staff',
	MURMURATION_STEWARDS: 'privacy'
};
const steward = { 'remote-user': 'pat', 'remote-groups': 'staff,privacy' };

describe('behind a proxy', () => {
	let trusting: RunningServer;
	let wary: RunningServer;

	beforeAll(async () => {
		const start = (proxies: string) =>
			startServer(fleet.dataFolder, { ...proxied, MURMURATION_TRUSTED_PROXIES: proxies });
		trusting = await start('127.0.0.1');
		wary = await start('192.0.2.1');
	});
	afterAll(async () => {
		await trusting.stop();
		await wary.stop();
	});

	const ask = async (server: RunningServer, path: string, headers: Record<string, string> = {}) => {
		const response = await fetch(server.origin + path, { headers });
		return { status: response.status, text: await response.text() };
	};

	test('its headers say who asks', async () => {
		expect((await ask(trusting, '/')).status).toBe(401);
		expect((await ask(trusting, '/', { 'remote-user': 'eve' })).status).toBe(403);
		const reader = { 'remote-user': 'ada', 'remote-groups': 'staff' };
		const page = await ask(trusting, '/', reader);
		expect([page.status, page.text.includes('Signed in as ada')]).toEqual([200, true]);
		expect(page.text).not.toContain('action="/sign-out"');
		expect((await ask(trusting, '/shares', reader)).status).toBe(403);
		expect((await ask(trusting, '/shares', steward)).status).toBe(200);
	});

	test('the same headers from any other address are worth nothing', async () => {
		for (const path of ['/', '/shares', '/api/v1/datasets', '/embed/version.svg', '/tables']) {
			const more = { ...steward, 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1' };
			expect((await ask(wary, path, more)).status, path).toBe(403);
		}
		const problem = JSON.parse((await ask(wary, '/api/v1/datasets', steward)).text) as object;
		expect(problem).toMatchObject({ status: 403, title: 'This way in is shut' });
		expect((await ask(wary, '/collect', steward)).text).not.toContain('Signed in as');
		expect((await ask(wary, '/healthz')).status).toBe(200);
	});

	test('nobody signs in here', async () => {
		for (const path of ['/sign-in', '/sign-in/callback', '/sign-in/ended']) {
			expect((await ask(trusting, path, steward)).status, path).toBe(404);
		}
	});
});

test('with TLS in front, browsers and their cookies are bound to the host and to TLS', async () => {
	const origin = 'https://stats.example.org';
	const { openProvider } = await import('../e2e/identity-provider.ts');
	const provider = await openProvider({}, [origin]);
	const server = await startServer(fleet.dataFolder, provider.environmentOf(origin));
	const response = await fetch(`${server.origin}/sign-in?to=/tables`, { redirect: 'manual' });
	expect(response.headers.get('strict-transport-security')).toBe(
		'max-age=31536000; includeSubDomains'
	);
	const [cookie = ''] = response.headers.getSetCookie();
	expect(response.status).toBe(303);
	const address = new URL(response.headers.get('location') ?? '');
	expect(Object.fromEntries(address.searchParams)).toMatchObject({
		redirect_uri: `${origin}/sign-in/callback`,
		response_type: 'code',
		code_challenge_method: 'S256'
	});
	for (const name of ['state', 'nonce', 'code_challenge']) {
		expect(address.searchParams.get(name)?.length, name).toBeGreaterThan(40);
	}
	expect(cookie).toMatch(/^__Host-murmuration-signing-in=/);
	const attributes = cookie.split('; ').slice(1);
	expect(attributes).toEqual(
		expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'])
	);
	expect(attributes.some((one) => /^domain/i.test(one))).toBe(false);
	await server.stop();
	await provider.close();
});

test('a provider that does not answer is told, and found when it is there again', async () => {
	const origin = 'https://stats.example.org';
	const { openProvider } = await import('../e2e/identity-provider.ts');
	const provider = await openProvider({}, [origin]);
	const environment = provider.environmentOf(origin);
	await provider.close();
	const server = await startServer(fleet.dataFolder, environment);
	const response = await fetch(`${server.origin}/sign-in`, { redirect: 'manual' });
	expect([response.status, (await response.text()).includes('does not answer')]).toEqual([
		503,
		true
	]);
	await server.stop();
});

describe('where nobody signs in', () => {
	test('the server does not open itself to others, unless it is told to', async () => {
		const { folder, remove } = await temporaryFolder();
		await expect(startServer(folder, { HOST: '0.0.0.0' })).rejects.toThrow(
			/HOST: 0\.0\.0\.0 .*MURMURATION_ALLOW_PUBLIC=yes/
		);
		const server = await Served.start(fleet.dataFolder, {
			HOST: '0.0.0.0',
			MURMURATION_ALLOW_PUBLIC: 'yes'
		});
		const port = new URL(server.origin).port;
		const stranger = { headers: { 'x-forwarded-for': '203.0.113.7' } };
		expect((await fetch(`http://127.0.0.1:${port}/`, stranger)).status).toBe(200);
		expect((await fetch(`http://127.0.0.1:${port}/shares`, stranger)).status).toBe(403);
		await server.stop();
		await remove();
	});

	test('metrics are read from listed addresses only', async () => {
		const server = await startServer(fleet.dataFolder, {
			MURMURATION_METRICS_READERS: '192.0.2.1',
			MURMURATION_TRUSTED_PROXIES: 'loopback'
		});
		const ask = async (headers: Record<string, string> = {}) =>
			(await fetch(`${server.origin}/metrics`, { headers })).status;
		expect(await ask()).toBe(403);
		expect(await ask({ 'x-forwarded-for': '203.0.113.7' })).toBe(403);
		expect(await ask({ 'x-forwarded-for': '192.0.2.1' })).toBe(200);
		await server.stop();
	});
});
