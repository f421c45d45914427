// Embeds for readers whose browser keeps nothing at all: no cookies and no storage, for any site.
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedShare } from '../../src/lib/schema/share.ts';
import { browserFlags, openSite, type Site } from './site.ts';
import { openWiki, type Wiki } from './wiki.ts';

let wiki: Wiki;
let site: Site;
let browser: Browser;

beforeAll(async () => {
	wiki = await openWiki();
	site = await openSite(wiki.origin, { instances: 300, weeks: 4 });
	browser = await playwright.launch({
		executablePath: await chromium.executablePath(),
		args: [...browserFlags, '--blink-settings=localStorageEnabled=false,cookieEnabled=false']
	});
});

afterAll(async () => {
	await browser.close();
	await site.close();
	await wiki.close();
});

async function linkOf(chart: string): Promise<string> {
	const response = await fetch(`${site.origin}/api/v1/shares`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ chart })
	});
	return ((await response.json()) as ListedShare).urls.html;
}

test.each([
	['a frame', '', () => `${site.origin}/embed/version`],
	['a frame with scripts alone', 'sandbox="allow-scripts"', () => `${site.origin}/embed/version`],
	['a frame of a link with a token', '', () => linkOf('version')]
])('%s shows the chart', async (_, rights, addressOf) => {
	const page = await browser.newPage();
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.message));
	const source = await addressOf();
	const frame = `<iframe title="Chart" width="700" height="300" src="${source}" ${rights}></iframe>`;
	const host = `<script src="${site.origin}/embed-host.js"></script>`;
	await page.goto(wiki.pageOf(host + frame), { waitUntil: 'networkidle' });
	const kept = await page.evaluate(() => {
		document.cookie = 'a=b';
		return [document.cookie, (globalThis as { localStorage?: unknown }).localStorage];
	});
	expect(kept).toEqual(['', null]);
	const chart = page.frameLocator('iframe');
	await chart.getByRole('heading', { name: 'Version adoption' }).waitFor();
	await chart.locator('canvas').waitFor();
	await page.waitForFunction(
		() => (document.querySelector('iframe')?.getBoundingClientRect().height ?? 0) > 304
	);
	expect(complaints).toEqual([]);
	await page.close();
});

test('pages of the dashboard can be read without a complaint', async () => {
	const page = await browser.newPage();
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.message));
	await page.goto(`${site.origin}/versions`, { waitUntil: 'networkidle' });
	await page.locator('canvas').first().waitFor();
	expect(complaints).toEqual([]);
	await page.close();
});
