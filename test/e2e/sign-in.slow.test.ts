// People sign in at a real provider, in a real browser: what each may do, when a session ends, and who gets no further.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import chromium from '@sparticuz/chromium';
import {
	chromium as playwright,
	type Browser,
	type BrowserContext,
	type Page
} from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { murmuration, startServer, type RunningServer } from '../support/murmuration.ts';
import { publishFleet, type PublishedFleet } from '../support/published-fleet.ts';
import { openProvider, type IdentityProvider } from './identity-provider.ts';
import { browserFlags } from './site.ts';

const accounts = {
	ada: { name: 'Ada <Reader>', groups: ['staff', 'chess'] },
	sam: { name: 'Sam', groups: ['staff', 'docs'] },
	pat: { name: 'Pat', groups: ['privacy'] },
	eve: { name: 'Eve', groups: ['chess'] }
};

const idleMs = 9_000;

let fleet: PublishedFleet;
let provider: IdentityProvider;
let browser: Browser;
let usual: RunningServer;
let short: RunningServer;

beforeAll(async () => {
	fleet = await publishFleet({ instances: 300, weeks: 4 });
	const ports = [await freePort(), await freePort()] as const;
	const origins = ports.map((port) => `http://127.0.0.1:${port}`);
	provider = await openProvider(accounts, origins);
	const start = (index: 0 | 1, more = {}) =>
		startServer(fleet.dataFolder, {
			...provider.environmentOf(origins[index] ?? ''),
			PORT: String(ports[index]),
			...more
		});
	usual = await start(0);
	short = await start(1, { MURMURATION_SESSION_IDLE_MINUTES: String(idleMs / 60_000) });
	browser = await playwright.launch({
		executablePath: await chromium.executablePath(),
		args: browserFlags
	});
});

afterAll(async () => {
	await browser.close();
	await short.stop();
	await usual.stop();
	await provider.close();
	await fleet.remove();
});

/** Somebody with a browser of their own. */
async function visitor(): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext();
	return { context, page: await context.newPage() };
}

/** Goes to `path`, is asked to sign in, and does. */
async function signIn(page: Page, id: keyof typeof accounts, path = '/', server = usual) {
	await page.goto(server.origin + path);
	await page.getByRole('link', { name: 'Sign in' }).click();
	await page.getByLabel('Account').fill(id);
	await page.getByRole('button', { name: 'Log in' }).click();
	await page.waitForURL((url) => url.origin === server.origin);
}

const headers = (cookies: readonly { name: string; value: string }[]) => ({
	cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
});

interface Told {
	readonly time: string;
	readonly actor: string;
	readonly event: string;
	readonly target?: string;
}

/** All that the audit log says by now. */
async function readLog(): Promise<Told[]> {
	const { stdout } = await murmuration(fleet.dataFolder, 'audit-log', 'export', '--json');
	return stdout
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Told);
}

describe('who is not signed in', () => {
	test('is asked to, and comes back to where they wanted to go', async () => {
		const { context, page } = await visitor();
		const asked = await page.goto(`${usual.origin}/tables/version?granularity=month`);
		expect([asked?.status(), await page.locator('h1').textContent()]).toEqual([
			401,
			'Sign in to read this'
		]);
		await signIn(page, 'ada', '/tables/version?granularity=month');
		expect(page.url()).toBe(`${usual.origin}/tables/version?granularity=month`);
		expect(await page.locator('aside.visitor').textContent()).toBe(
			'Signed in as Ada <Reader>Sign out'
		);
		await context.close();
	});

	test('gets nothing in any form, but what is open to everybody', async () => {
		const statusOf = async (path: string) => (await fetch(usual.origin + path)).status;
		for (const path of [
			'/',
			'/__data.json',
			'/tables',
			'/api',
			'/api/v1/datasets',
			'/api/v1/openapi.json',
			'/api/v1/datasets/heartbeats/tables/version.csv',
			'/embed/version',
			'/embed/version.svg',
			'/badge/version.svg',
			`/oembed?url=${usual.origin}/versions`,
			'/shares',
			'/api/v1/shares'
		]) {
			expect(await statusOf(path), path).toBe(path.includes('__data') ? 200 : 401);
		}
		const data: unknown = await (await fetch(`${usual.origin}/__data.json`)).json();
		expect(data).toEqual({ type: 'redirect', location: '/sign-in?to=%2F' });
		for (const path of ['/collect', '/method', '/healthz', '/readyz', '/metrics', '/favicon.svg']) {
			expect(await statusOf(path), path).toBe(200);
		}
		const refused = await fetch(`${usual.origin}/api/v1/datasets`);
		expect(refused.headers.get('content-type')).toBe('application/problem+json');
		expect(refused.headers.get('cache-control')).toBe('no-store');
	});

	test('is led to no other site after the sign-in', async () => {
		const { context, page } = await visitor();
		await page.goto(`${usual.origin}/sign-in?to=https://elsewhere.example/`);
		await page.getByLabel('Account').fill('ada');
		await page.getByRole('button', { name: 'Log in' }).click();
		await page.waitForURL(`${usual.origin}/`);
		await context.close();
	});

	test('is told when the provider says no, and when an answer was not asked for', async () => {
		const { context, page } = await visitor();
		await page.goto(`${usual.origin}/sign-in`);
		await page.getByRole('button', { name: 'Go back' }).click();
		await page.waitForURL((url) => url.origin === usual.origin);
		expect(await page.locator('h1').textContent()).toBe('You are not signed in');
		const made = await page.goto(`${usual.origin}/sign-in/callback?code=made-up&state=made-up`);
		expect(made?.status()).toBe(400);
		await page.goto(`${usual.origin}/sign-in`);
		const wrong = await page.goto(`${usual.origin}/sign-in/callback?code=made-up&state=made-up`);
		expect(wrong?.status()).toBe(400);
		expect((await context.cookies(usual.origin)).map(({ name }) => name)).toEqual([]);
		await context.close();
	});
});

describe('who is signed in', () => {
	test('may do what their groups allow', async () => {
		for (const [id, ...statuses] of [
			['ada', 200, 403],
			['sam', 200, 200],
			['pat', 200, 200],
			['eve', 403, 403]
		] as const) {
			const { context, page } = await visitor();
			await signIn(page, id);
			const read = await page.goto(usual.origin);
			const shares = await page.goto(`${usual.origin}/shares`);
			expect([read?.status(), shares?.status()], id).toEqual(statuses);
			if (statuses[1] === 403) {
				expect(await page.locator('h1').textContent()).toBe('This is not open to you');
			}
			await context.close();
		}
	});

	test('has a cookie that no script reads and no other site sends, and answers that nobody else keeps', async () => {
		const { context, page } = await visitor();
		await signIn(page, 'ada');
		const [cookie, ...more] = await context.cookies(usual.origin);
		expect(cookie).toMatchObject({
			name: 'murmuration',
			httpOnly: true,
			sameSite: 'Lax',
			path: '/',
			domain: '127.0.0.1'
		});
		expect(more).toEqual([]);
		for (const part of cookie?.value.split('.') ?? [])
			expect(Buffer.from(part, 'base64url').toString('latin1')).not.toMatch(/staff|Reader/);
		const table = `${usual.origin}/api/v1/datasets/heartbeats/tables/version`;
		const response = await fetch(table, { headers: headers(await context.cookies()) });
		expect([response.status, response.headers.get('cache-control')]).toEqual([
			200,
			'private, no-cache'
		]);
		await context.close();
	});

	test('signs out for good: a copy of the cookie opens nothing either', async () => {
		const { context, page } = await visitor();
		await signIn(page, 'sam');
		const before = headers(await context.cookies(usual.origin));
		await page.getByRole('button', { name: 'Sign out' }).click();
		await page.waitForURL(`${usual.origin}/sign-in/ended`);
		expect(await page.locator('h1').textContent()).toBe('You are signed out');
		expect(await context.cookies(usual.origin)).toEqual([]);
		expect((await fetch(usual.origin, { headers: before })).status).toBe(401);
		const there = await page.getByRole('link', { name: 'Sign out there' }).getAttribute('href');
		const end = new URL(there ?? '');
		expect(end.origin).toBe(provider.issuer);
		expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${usual.origin}/sign-in/ended`);
		expect((await page.goto(end.href))?.status()).toBe(200);
		await context.close();
	});

	test('has another session after each sign-in, and the one before is over', async () => {
		const { context, page } = await visitor();
		await signIn(page, 'sam');
		const before = headers(await context.cookies(usual.origin));
		await page.goto(`${usual.origin}/sign-in`);
		await page.waitForURL(`${usual.origin}/`);
		expect((await fetch(usual.origin, { headers: before })).status).toBe(401);
		const after = headers(await context.cookies(usual.origin));
		expect((await fetch(usual.origin, { headers: after })).status).toBe(200);
		await context.close();
	});

	test('changes nothing from another site', async () => {
		const { context, page } = await visitor();
		await signIn(page, 'pat');
		const { cookie } = headers(await context.cookies(usual.origin));
		const post = (path: string, method: string, more: Record<string, string>) =>
			fetch(usual.origin + path, { method, headers: { cookie, ...more }, redirect: 'manual' });
		const json = { 'content-type': 'application/json' };
		const evil = { origin: 'https://elsewhere.example' };
		for (const [path, method, more] of [
			['/sign-out', 'POST', { ...evil, 'content-type': 'text/plain' }],
			['/sign-out', 'POST', {}],
			['/sign-out', 'POST', { ...json, 'sec-fetch-site': 'cross-site' }],
			['/api/v1/shares', 'POST', { ...json, ...evil }],
			['/api/v1/shares', 'POST', json],
			['/api/v1/shares', 'GET', { 'sec-fetch-site': 'cross-site' }],
			[`/api/v1/shares/${'0'.repeat(24)}`, 'DELETE', { 'sec-fetch-site': 'same-site' }]
		] as const) {
			expect((await post(path, method, more)).status, `${method} ${path}`).toBe(403);
		}
		const own = { ...json, origin: usual.origin };
		expect((await post(`/api/v1/shares/${'0'.repeat(24)}`, 'DELETE', own)).status).toBe(404);
		await context.close();
	});

	test('goes on as long as they do something, and is asked again after a pause', async () => {
		const { context, page } = await visitor();
		await signIn(page, 'ada', '/', short);
		for (const began = performance.now(); performance.now() - began < idleMs * 1.5;) {
			await page.waitForTimeout(idleMs / 4);
			expect((await page.goto(`${short.origin}/method`))?.status()).toBe(200);
			expect(await page.locator('aside.visitor').textContent()).toContain('Ada');
		}
		const kept = headers(await context.cookies(short.origin));
		await page.waitForTimeout(idleMs + 500);
		expect((await fetch(short.origin, { headers: kept })).status).toBe(401);
		await page.locator('nav a', { hasText: 'Tables' }).first().click();
		// The provider still knows her, so that she comes back at once to where she wanted to go.
		await page.waitForURL(`${short.origin}/tables`);
		expect(await page.locator('aside.visitor').textContent()).toContain('Ada');
		await context.close();
	});
});

test.each(['light', 'dark'] as const)(
	'no page around the sign-in has a barrier in %s',
	async (colorScheme) => {
		const axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
		const context = await browser.newContext({
			colorScheme,
			viewport: { width: 360, height: 640 }
		});
		const page = await context.newPage();
		const judge = async (heading: string) => {
			expect(await page.locator('h1').textContent()).toBe(heading);
			await page.evaluate(axe);
			const { violations } = await page.evaluate(() =>
				(globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run()
			);
			expect(violations.map(({ id }) => `${heading}: ${id}`)).toEqual([]);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
		};
		await page.goto(usual.origin);
		await judge('Sign in to read this');
		await signIn(page, 'ada', '/tables');
		await judge('Tables');
		await page.goto(`${usual.origin}/shares`);
		await judge('This is not open to you');
		await page.getByRole('button', { name: 'Sign out' }).click();
		await page.waitForURL(`${usual.origin}/sign-in/ended`);
		await judge('You are signed out');
		await context.close();
	}
);

test('nobody is sent the session of somebody else, though embeds are kept in memory', async () => {
	const [ada, sam] = [await visitor(), await visitor()];
	await signIn(ada.page, 'ada', '/', short);
	await signIn(sam.page, 'sam', '/', short);
	// By now every session is due to be written anew with the next answer.
	await ada.page.waitForTimeout(idleMs / 4 + 500);
	const embed = `${short.origin}/embed/version?measure=count`;
	for (const { context } of [ada, sam]) {
		const response = await fetch(embed, { headers: headers(await context.cookies(short.origin)) });
		expect(response.status).toBe(200);
		expect(response.headers.getSetCookie()).toEqual([]);
		expect(response.headers.get('cache-control')).toBe('private, no-cache');
	}
	expect((await fetch(embed)).status).toBe(401);
	await ada.context.close();
	await sam.context.close();
});

test('a share is its maker’s to see and revoke, and a steward’s', async () => {
	const sam = await visitor();
	const pat = await visitor();
	await signIn(sam.page, 'sam');
	await signIn(pat.page, 'pat');
	const ask = async (who: typeof sam, path: string, method = 'GET', body?: object) => {
		const response = await fetch(usual.origin + path, {
			method,
			headers: {
				...headers(await who.context.cookies(usual.origin)),
				'content-type': 'application/json',
				origin: usual.origin
			},
			...(body && { body: JSON.stringify(body) })
		});
		return { status: response.status, body: (await response.json()) as Record<string, unknown> };
	};
	const make = async (who: typeof sam) =>
		(await ask(who, '/api/v1/shares', 'POST', { chart: 'version' })).body as {
			id: string;
			urls: { html: string };
		};
	const [own, foreign] = [await make(sam), await make(pat)];
	const listed = async (who: typeof sam) =>
		((await ask(who, '/api/v1/shares')).body['shares'] as { id: string }[]).map(({ id }) => id);
	expect(await listed(sam)).toEqual([own.id]);
	expect((await listed(pat)).sort()).toEqual([own.id, foreign.id].sort());
	expect((await ask(sam, `/api/v1/shares/${foreign.id}`, 'DELETE')).status).toBe(404);
	// Whoever has the link needs no sign-in.
	expect((await fetch(foreign.urls.html)).status).toBe(200);
	expect((await ask(pat, `/api/v1/shares/${own.id}`, 'DELETE')).status).toBe(200);
	expect((await fetch(own.urls.html)).status).toBe(410);
	await sam.context.close();
	await pat.context.close();

	const token = new URL(foreign.urls.html).searchParams.get('t') ?? '-';
	const told = await readLog();
	const ofShares = told.filter(({ event }) => /^share-/.test(event));
	expect(ofShares.map(({ actor, event, target }) => [actor, event, target])).toEqual([
		['sam', 'share-made', own.id],
		['pat', 'share-made', foreign.id],
		['link', 'share-opened', foreign.id],
		['pat', 'share-revoked', own.id]
	]);
	expect(JSON.stringify(told)).not.toContain(token);
});

test('who signed in, saw what, and was refused is in the audit log, and not from where', async () => {
	const { context, page } = await visitor();
	await signIn(page, 'eve');
	await context.close();
	const reader = await visitor();
	await signIn(reader.page, 'ada', '/tables/version?granularity=week&from=2026-W45&to=2026-W46');
	await reader.page.goto(`${usual.origin}/shares`);
	const cookie = headers(await reader.context.cookies(usual.origin));
	const file = '/api/v1/datasets/heartbeats/tables/version.csv?from=2026-W46&to=2026-W46';
	await fetch(usual.origin + file, { headers: { ...cookie, 'user-agent': 'curious/1' } });
	await reader.page.goto(`${usual.origin}/method`);
	await reader.page.getByRole('button', { name: 'Sign out' }).click();
	await reader.page.waitForURL(`${usual.origin}/sign-in/ended`);
	await reader.context.close();
	const told = await readLog();
	const last = told.slice(
		told.findLastIndex(({ event, actor }) => event === 'sign-in' && actor === 'ada')
	);
	expect(last.map(({ time, ...entry }) => (expect(time).toMatch(/Z$/), entry))).toEqual([
		{ actor: 'ada', event: 'sign-in', detail: { role: 'viewer' } },
		{
			actor: 'ada',
			event: 'view',
			target: '/tables/version',
			period: '2026-W45..2026-W46',
			filters: { granularity: 'week' }
		},
		{ actor: 'ada', event: 'refused', target: '/shares', detail: { reason: 'role' } },
		{
			actor: 'ada',
			event: 'export',
			target: '/api/v1/datasets/heartbeats/tables/version.csv',
			period: '2026-W46..2026-W46'
		},
		{ actor: 'ada', event: 'sign-out' }
	]);
	expect(told).toContainEqual(
		expect.objectContaining({ actor: 'eve', event: 'refused', target: '/' })
	);
	expect(JSON.stringify(told)).not.toMatch(/127\.0\.0\.1|curious|Mozilla|Chrome/);
	expect((await murmuration(fleet.dataFolder, 'audit-log', 'verify')).code).toBe(0);
});

test('a network that asks for sign-ins again and again has to wait', async () => {
	const askOften = async () => {
		const answers: Response[] = [];
		for (let count = 0; count < 61; count += 1) {
			answers.push(await fetch(`${short.origin}/sign-in/callback?code=x&state=x`));
		}
		return answers;
	};
	let answers = await askOften();
	expect(answers[0]?.status).toBe(400);
	// Where a new minute began meanwhile, the limit did as well.
	if (answers.at(-1)?.status !== 429) answers = await askOften();
	expect(answers.at(-1)?.status).toBe(429);
	expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
	expect((await fetch(`${short.origin}/healthz`)).status).toBe(200);
});
