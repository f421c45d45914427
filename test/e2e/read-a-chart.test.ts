import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

let wiki: Server;
let wikiOrigin: string;
let site: Site;

beforeAll(async () => {
	wiki = createServer((request, response) => {
		response.setHeader('content-type', 'text/html');
		response.end(`<iframe width="640" height="400" src="${request.url?.slice(2) ?? ''}"></iframe>`);
	}).listen(0, '127.0.0.1');
	await once(wiki, 'listening');
	wikiOrigin = `http://127.0.0.1:${(wiki.address() as AddressInfo).port}`;
	site = await openSite(wikiOrigin);
});

afterAll(async () => {
	await site.close();
	wiki.close();
});

test('a reader sees the version chart and what it says', async () => {
	const page = await site.browser.newPage({ reducedMotion: 'reduce' });
	const complaints = complaintsOf(page);
	await page.goto(site.origin, { waitUntil: 'networkidle' });
	const card = page.getByRole('region', { name: 'Version adoption' });
	await card.getByText(/^In week \d+ of \d{4}, .*instances/).waitFor();
	expect(await coloursOf(page, 'section canvas')).toBeGreaterThan(2);
	await card.getByRole('link', { name: 'Patch' }).click();
	await page.waitForURL(/level=patch/);
	await page.goBack();
	await expect
		.poll(() => card.getByRole('link', { name: 'Minor' }).getAttribute('aria-current'))
		.toBe('true');
	expect(complaints).toEqual([]);
	await page.close();
});

test('an analyst downloads the numbers of the chart', async () => {
	const page = await site.browser.newPage();
	await page.goto(site.origin);
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'CSV of Version adoption' }).click();
	const rows = parse(await readFile(await (await download).path()), {
		columns: true
	}) as unknown as Record<string, string>[];
	expect(Object.keys(rows[0] ?? {})).toEqual([
		'period',
		'period_start',
		'version',
		'measure',
		'value',
		'OBS_STATUS',
		'CONF_STATUS'
	]);
	for (const { value, OBS_STATUS } of rows) expect(value !== '').toBe(OBS_STATUS === 'A');
	expect(rows.some(({ version, value }) => version === '*' && Number(value) >= 10)).toBe(true);
	await page.close();
});

test('a wiki that is allowed to shows the chart in a frame, another one does not', async () => {
	const page = await site.browser.newPage({ reducedMotion: 'reduce' });
	const embed = `${site.origin}/embed/version?theme=dark`;
	await page.goto(`${wikiOrigin}/?${embed}`, { waitUntil: 'networkidle' });
	const frame = page.frame({ url: embed });
	await frame?.getByRole('link', { name: 'Murmuration' }).waitFor();
	expect(await frame?.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
	expect(await frame?.evaluate(() => document.cookie)).toBe('');
	await expect(frame?.evaluate(() => localStorage.length)).rejects.toThrow(
		'An embed keeps nothing'
	);
	await page.goto(`${wikiOrigin.replace('127.0.0.1', 'localhost')}/?${embed}`);
	expect(page.frame({ url: embed })).toBeNull();
	await page.close();
});

test('a sceptic checks a proof in the browser and sees the worlds add up', async () => {
	const page = await site.browser.newPage();
	const complaints = complaintsOf(page);
	await page.goto(`${site.origin}/method`, { waitUntil: 'networkidle' });
	await page.getByRole('button', { name: 'Check 2026-W46' }).click();
	const answer = page.getByRole('row', { name: '2026-W46' });
	await expect
		.poll(() => answer.innerText(), { timeout: 20_000 })
		.toMatch(/✓ \d+ worlds add up; \d+ hidden cells/);
	expect(complaints).toEqual([]);
	await page.close();
});

test('only embeds may be framed, and no page runs a script of somebody else', async () => {
	const page = await fetch(site.origin);
	const policy = page.headers.get('content-security-policy') ?? '';
	expect(policy).toContain("frame-ancestors 'none'");
	expect(/script-src ([^;]*)/.exec(policy)?.[1]).not.toMatch(/unsafe|http|\*/);
	expect(page.headers.get('x-frame-options')).toBe('DENY');
	expect(page.headers.get('referrer-policy')).toBe('no-referrer');
	const embed = await fetch(`${site.origin}/embed/version`);
	expect(embed.headers.get('content-security-policy')).toContain(`frame-ancestors ${wikiOrigin}`);
	expect(embed.headers.get('x-frame-options')).toBeNull();
});

test('a wrong parameter is answered with its name and what it accepts', async () => {
	const page = await site.browser.newPage();
	const response = await page.goto(`${site.origin}/embed/version?measure=sum`);
	expect(response?.status()).toBe(400);
	await page.getByText('measure: expected share or count').waitFor();
	await page.close();
});

test('without scripts the numbers are still there', async () => {
	const context = await site.browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(site.origin);
	expect(
		await page
			.getByRole('rowheader', { name: /^\d{4}-W\d{2}/ })
			.first()
			.isVisible()
	).toBe(true);
	await context.close();
});

/** Everything the browser complains about, a breach of the content security policy included. */
function complaintsOf(page: Page): string[] {
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(message.text());
	});
	return complaints;
}

/** How many different opaque colours a canvas shows. */
function coloursOf(page: Page, selector: string): Promise<number> {
	return page.$eval(selector, (element) => {
		const canvas = element as HTMLCanvasElement;
		const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
			data: []
		};
		const colours = new Set<string>();
		for (let pixel = 0; pixel < data.length; pixel += 4) {
			if (data[pixel + 3] === 255)
				colours.add(`${data[pixel]} ${data[pixel + 1]} ${data[pixel + 2]}`);
		}
		return colours.size;
	});
}
