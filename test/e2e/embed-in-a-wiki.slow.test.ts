import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';
import { openWiki, type Wiki } from './wiki.ts';

let wiki: Wiki;
let site: Site;

beforeAll(async () => {
	wiki = await openWiki();
	site = await openSite(wiki.origin, { instances: 300, weeks: 4 });
});

afterAll(async () => {
	await site.close();
	await wiki.close();
});

const frame = (path: string, more = '') =>
	`<iframe title="Chart" width="700" height="300" src="${site.origin}${path}" ${more}></iframe>`;
const host = () => `<script src="${site.origin}/embed-host.js"></script>`;

/** This Chromium asks for more than the types know. */
const noThirdParties = {
	enableThirdPartyCookieRestriction: true,
	disableThirdPartyCookieMetadata: true,
	disableThirdPartyCookieHeuristics: true
};

/** A reader whose browser refuses cookies of third parties. */
async function openPage(context: BrowserContext, address: string): Promise<Page> {
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.setCookieControls', noThirdParties);
	await page.goto(address, { waitUntil: 'networkidle' });
	return page;
}

const heightOf = (page: Page) =>
	page.locator('iframe').evaluate((one) => one.getBoundingClientRect().height);

/** Waits until the frame's height is none of those it had. */
async function heightAfter(page: Page, before: number): Promise<number> {
	await page.waitForFunction(
		(old) => document.querySelector('iframe')?.getBoundingClientRect().height !== old,
		before
	);
	return heightOf(page);
}

test('an allowed wiki shows the chart, which sets no cookie, keeps nothing and asks nobody else', async () => {
	const context = await site.browser.newContext();
	const asked = new Set<string>();
	const headers: Record<string, string>[] = [];
	context.on('request', (request) => asked.add(new URL(request.url()).origin));
	context.on('response', (response) => headers.push(response.headers()));
	const page = await openPage(context, wiki.pageOf(frame('/embed/version')));
	const chart = page.frameLocator('iframe');
	await chart.getByRole('heading', { name: 'Version adoption' }).waitFor();
	await chart.locator('canvas').waitFor();
	expect([...asked].sort()).toEqual([site.origin, wiki.origin].sort());
	expect(headers.filter((one) => 'set-cookie' in one)).toEqual([]);
	expect(await context.cookies()).toEqual([]);
	const inside = page.frames().find((one) => one.url().startsWith(site.origin));
	const refused = await inside?.evaluate(() =>
		['localStorage', 'sessionStorage'].map((name) => {
			try {
				return typeof window[name as 'localStorage'];
			} catch {
				return 'refused';
			}
		})
	);
	expect(refused).toEqual(['refused', 'refused']);
	await page.goto('about:blank');
	const { origins } = await context.storageState();
	expect(origins).toEqual([]);
	await context.close();
});

test('a frame without any rights but scripts, where a browser blocks all storage, shows the chart', async () => {
	const context = await site.browser.newContext();
	const sandboxed = frame('/embed/version', 'sandbox="allow-scripts"');
	const page = await openPage(context, wiki.pageOf(host() + sandboxed));
	await page.frameLocator('iframe').locator('canvas').waitFor();
	expect(await heightAfter(page, 304)).toBeGreaterThan(304);
	await context.close();
});

test('any other origin is refused', async () => {
	const context = await site.browser.newContext();
	const page = await openPage(context, wiki.pageOf(frame('/embed/version'), wiki.otherOrigin));
	const shown = page.frames().filter((one) => one.url().startsWith(site.origin));
	expect(shown).toEqual([]);
	await context.close();
});

test('pages of the dashboard are shown in no frame, not even of an allowed origin', async () => {
	const context = await site.browser.newContext();
	const page = await openPage(context, wiki.pageOf(frame('/versions')));
	expect(page.frames().filter((one) => one.url().startsWith(site.origin))).toEqual([]);
	await context.close();
});

test.each(['/embed/version?level=patch', '/embed/version?by=deployment', '/embed/integration'])(
	'the frame of %s grows and shrinks with its content, and nothing is cut off',
	async (path) => {
		const context = await site.browser.newContext();
		const page = await openPage(context, wiki.pageOf(host() + frame(path)));
		const wide = await heightAfter(page, 304);
		const scrolled = () =>
			page
				.frames()
				.find((one) => one.url().startsWith(site.origin))
				?.evaluate(() => document.documentElement.scrollHeight - innerHeight);
		await expect.poll(scrolled).toBe(0);
		await page.locator('iframe').evaluate((one) => {
			one.setAttribute('width', '260');
		});
		const narrow = await heightAfter(page, wide);
		expect(narrow).toBeGreaterThan(wide);
		await expect.poll(scrolled).toBe(0);
		await page.locator('iframe').evaluate((one) => {
			one.setAttribute('width', '700');
		});
		await page.waitForFunction(
			(old) => document.querySelector('iframe')?.getBoundingClientRect().height === old,
			wide
		);
		await page.locator('iframe').evaluate((one) => {
			one.style.height = '2000px';
			one.setAttribute('width', '640');
		});
		await expect.poll(scrolled).toBe(0);
		await context.close();
	}
);

test('a frame as Confluence makes it is told a height, and tells the theme', async () => {
	const context = await site.browser.newContext({ colorScheme: 'light' });
	const macro = `<script>
		window.heights = [];
		addEventListener('message', ({ data }) => {
			if (data.confluenceFrameHeight) heights.push(data.confluenceFrameHeight);
		});
	</script>`;
	const tell = `onload="contentWindow.postMessage({ confluenceColorMode: 'dark' }, '${site.origin}')"`;
	const page = await openPage(context, wiki.pageOf(macro + frame('/embed/version', tell)));
	await page.waitForFunction(() => (window as unknown as { heights: number[] }).heights.length > 0);
	const root = page.frameLocator('iframe').locator('html');
	await expect.poll(() => root.getAttribute('data-theme')).toBe('dark');
	const say = (data: unknown) =>
		page.evaluate((message) => {
			document.querySelector('iframe')?.contentWindow?.postMessage(message, '*');
		}, data);
	for (const wrong of [
		'dark',
		null,
		7,
		{ confluenceColorMode: '"><script>' },
		{ confluenceColorMode: { toString: 'light' } },
		['light']
	]) {
		await say(wrong);
	}
	await page.waitForTimeout(100);
	expect(await root.getAttribute('data-theme')).toBe('dark');
	await say({ confluenceColorMode: 'light' });
	await expect.poll(() => root.getAttribute('data-theme')).toBe('light');
	await context.close();
});

test('a theme in the address stays, whatever the page around says', async () => {
	const context = await site.browser.newContext({ colorScheme: 'light' });
	const page = await openPage(context, wiki.pageOf(frame('/embed/version?theme=light')));
	await page.locator('iframe').evaluate((one) => {
		(one as HTMLIFrameElement).contentWindow?.postMessage({ confluenceColorMode: 'dark' }, '*');
	});
	await page.waitForTimeout(100);
	const root = page.frameLocator('iframe').locator('html');
	expect(await root.getAttribute('data-theme')).toBe('light');
	await context.close();
});

test('the host script passes on when the wiki turns dark', async () => {
	const context = await site.browser.newContext({ colorScheme: 'light' });
	const page = await openPage(context, wiki.pageOf(host() + frame('/embed/version')));
	await heightAfter(page, 304);
	await page.evaluate(() => {
		document.documentElement.dataset['colorMode'] = 'dark';
	});
	const root = page.frameLocator('iframe').locator('html');
	await expect.poll(() => root.getAttribute('data-theme')).toBe('dark');
	await context.close();
});

test('the CSV of an embed can be taken from inside the wiki', async () => {
	const context = await site.browser.newContext();
	const page = await openPage(context, wiki.pageOf(frame('/embed/version?from=2026-W45')));
	const link = page.frameLocator('iframe').getByRole('link', { name: 'CSV' });
	const address = await link.evaluate((one) => (one as HTMLAnchorElement).href);
	const response = await fetch(address);
	expect(response.headers.get('content-type')).toContain('text/csv');
	expect((await response.text()).split('\r\n')[0]).toContain('OBS_STATUS');
	await context.close();
});

test('without JavaScript there is a picture and the table, and the theme follows the system', async () => {
	const context = await site.browser.newContext({ javaScriptEnabled: false, colorScheme: 'dark' });
	const page = await context.newPage();
	await page.goto(wiki.pageOf(frame('/embed/version')), { waitUntil: 'networkidle' });
	const chart = page.frameLocator('iframe');
	const picture = chart.getByRole('img', { name: /^Version adoption\. / });
	expect(await picture.isVisible()).toBe(true);
	expect(await picture.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(720);
	expect(await picture.evaluate((one) => (one as HTMLImageElement).currentSrc)).toContain(
		'theme=dark'
	);
	expect(await chart.getByRole('table').isVisible()).toBe(true);
	expect(await chart.locator('canvas').isVisible()).toBe(false);
	await context.close();
});

test('embeds name who may frame them, all else nobody, and every answer is strict', async () => {
	const read = async (path: string) => (await fetch(site.origin + path)).headers;
	const embed = await read('/embed/version');
	expect(embed.get('content-security-policy')).toMatch(
		new RegExp(`frame-ancestors ${wiki.origin}$`)
	);
	expect(embed.get('x-frame-options')).toBeNull();
	for (const path of ['/', '/versions', '/api/v1/datasets', '/no-such-page']) {
		const headers = await read(path);
		expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'$/);
		expect(headers.get('x-frame-options')).toBe('DENY');
	}
	for (const [path, scripts] of [
		['/', /^'self' 'nonce-[^']+'$/],
		['/embed/version', /^'self'( 'sha256-[^']+')+$/]
	] as const) {
		const policy = (await read(path)).get('content-security-policy') ?? '';
		expect(/script-src ([^;]*)/.exec(policy)?.[1]).toMatch(scripts);
		expect(policy).toContain("object-src 'none'");
	}
	for (const path of ['/', '/embed/version', '/embed/version.svg', '/embed-host.js']) {
		expect((await read(path)).get('x-content-type-options')).toBe('nosniff');
	}
	for (const path of ['/', '/embed/version', '/embed/version.svg']) {
		expect((await read(path)).get('referrer-policy')).toBe('no-referrer');
		expect((await read(path)).get('permissions-policy')).toContain('camera=()');
	}
});
