import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Oembed } from '../../src/lib/export/oembed.ts';
import { openSite, type Site } from './site.ts';
import { openWiki, type Wiki } from './wiki.ts';

let wiki: Wiki;
let site: Site;
let axe: string;

beforeAll(async () => {
	axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
	wiki = await openWiki();
	site = await openSite(wiki.origin, { instances: 300, weeks: 4 });
});

afterAll(async () => {
	await site.close();
	await wiki.close();
});

const shareLink = { name: 'Share… Version adoption', exact: true };

async function oembed(parameters: Record<string, string>) {
	const search = new URLSearchParams(parameters).toString();
	return fetch(`${site.origin}/oembed?${search}`);
}

test.each(['light', 'dark'] as const)(
	'the Share dialog opens by keyboard, has no barrier in %s, and gives the focus back',
	async (colorScheme) => {
		for (const width of [1280, 390]) {
			const context = await site.browser.newContext({
				colorScheme,
				viewport: { width, height: 844 },
				reducedMotion: 'reduce'
			});
			const page = await context.newPage();
			await page.goto(`${site.origin}/versions`, { waitUntil: 'networkidle' });
			const link = page.getByRole('link', shareLink);
			await link.focus();
			await page.keyboard.press('Enter');
			const dialog = page.getByRole('dialog', { name: 'Share: Version adoption' });
			await dialog.waitFor();
			await page.evaluate(axe);
			for (const place of ['confluence-cloud', 'notion', 'mediawiki-widget', 'github']) {
				await dialog.getByLabel('Where it goes').selectOption(place);
				const { violations } = await page.evaluate(() =>
					(globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run()
				);
				expect(violations.map(({ id }) => `${place} ${id}`)).toEqual([]);
			}
			const isWide = await dialog.evaluate((one) => one.scrollWidth > one.clientWidth);
			expect(isWide).toBe(false);
			await page.keyboard.press('Escape');
			await dialog.waitFor({ state: 'detached' });
			expect(await link.evaluate((one) => one === document.activeElement)).toBe(true);
			await context.close();
		}
	}
);

test('what the dialog gives to paste shows the chart in a wiki, as it was chosen', async () => {
	const page = await site.browser.newPage();
	await page.goto(`${site.origin}/versions?level=patch`, { waitUntil: 'networkidle' });
	await page.getByRole('link', shareLink).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Where it goes').selectOption('html');
	await dialog.getByLabel(/Only week/).check();
	await dialog.getByLabel('Dark').check();
	await dialog.getByLabel('Title').uncheck();
	const text = (await dialog.getByRole('region', { name: 'To paste' }).textContent()) ?? '';
	expect(text).toMatch(
		/from=2026-W\d\d&amp;to=2026-W46&amp;level=patch&amp;theme=dark&amp;title=false/
	);
	await page.goto(wiki.pageOf(text), { waitUntil: 'networkidle' });
	const frame = page.frameLocator('iframe');
	await frame.locator('canvas').waitFor();
	expect(await frame.locator('html').getAttribute('data-theme')).toBe('dark');
	expect(await frame.getByRole('heading').count()).toBe(0);
	await page.close();
});

test('the dialog tells whether a wiki may show the chart, and what to set otherwise', async () => {
	const page = await site.browser.newPage();
	await page.goto(`${site.origin}/versions`, { waitUntil: 'networkidle' });
	await page.getByRole('link', shareLink).click();
	const dialog = page.getByRole('dialog');
	const address = dialog.getByLabel('Address of your wiki');
	await address.fill(`${wiki.origin}/some/page`);
	await dialog.getByText(`Yes: ${wiki.origin} may show charts`).waitFor();
	await address.fill('wiki.example.org');
	await dialog
		.getByText(`MURMURATION_FRAME_ANCESTORS="${wiki.origin} https://wiki.example.org"`)
		.waitFor();
	await page.close();
});

test('without JavaScript, Share leads to the embed itself', async () => {
	const context = await site.browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${site.origin}/versions`);
	await page.getByRole('link', shareLink).click();
	expect(new URL(page.url()).pathname).toBe('/embed/version');
	await context.close();
});

test('oEmbed: an embed and a page name a frame that shows the chart, and a picture of the named size', async () => {
	for (const path of [
		'/embed/version?level=patch',
		'/versions#version',
		'/',
		'/embed/version?by=deployment'
	]) {
		const response = await oembed({ url: site.origin + path, format: 'json' });
		expect(response.headers.get('content-type')).toContain('application/json');
		const said = Oembed.parse(await response.json());
		const page = await site.browser.newPage();
		await page.goto(wiki.pageOf(said.html), { waitUntil: 'networkidle' });
		expect(await page.locator('iframe').getAttribute('title')).toBe(said.title);
		await page.frameLocator('iframe').getByRole('heading', { name: said.title }).waitFor();
		await page.close();
		const picture = Buffer.from(await (await fetch(said.thumbnail_url ?? '')).arrayBuffer());
		expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
			said.thumbnail_width,
			said.thumbnail_height
		]);
	}
});

test('oEmbed: nothing is larger than there is room', async () => {
	const url = `${site.origin}/embed/version`;
	const small = Oembed.parse(
		await (await oembed({ url, maxwidth: '320', maxheight: '200' })).json()
	);
	expect([small.width, small.height]).toEqual([320, 200]);
	expect(small.html).toContain('width="320" height="200"');
	expect([small.thumbnail_width, small.thumbnail_height]).toEqual([320, 200]);
	const tiny = Oembed.parse(await (await oembed({ url, maxwidth: '100' })).json());
	expect([tiny.width, tiny.thumbnail_url]).toEqual([100, undefined]);
});

test.each([
	[{ url: 'https://elsewhere.example/embed/version' }, 404],
	[{ url: '/embed/version' }, 404],
	[{ url: 'SITE/embed/nothing' }, 404],
	[{ url: 'SITE/embed/version?level=wrong' }, 404],
	[{ url: 'SITE/embed/version?from=1999-W01' }, 404],
	[{ url: 'SITE/method' }, 404],
	[{ url: 'SITE/embed/version', format: 'xml' }, 501],
	[{ url: 'SITE/embed/version', maxwidth: '0' }, 400],
	[{}, 400]
])('oEmbed: %j is answered with %i', async (parameters: Record<string, string>, status) => {
	const url = parameters['url']?.replace('SITE', site.origin);
	const response = await oembed({ ...parameters, ...(url !== undefined && { url }) });
	expect(response.status).toBe(status);
});

test.each(['/', '/versions', '/embed/version'])(
	'%s tells other sites its summary, a picture of 1200 × 630 and where to embed it from',
	async (path) => {
		const page = await site.browser.newPage();
		await page.goto(site.origin + path);
		const tag = (name: string) =>
			page.locator(`meta[property="og:${name}"]`).getAttribute('content');
		expect(await tag('title')).not.toBe('');
		expect(await tag('description')).toMatch(/week 46 of 2026/);
		const picture = await fetch((await tag('image')) ?? '');
		const bytes = Buffer.from(await picture.arrayBuffer());
		expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
		const link = page.locator('link[type="application/json+oembed"]');
		const found = await fetch((await link.getAttribute('href')) ?? '');
		expect(Oembed.safeParse(await found.json()).success).toBe(true);
		await page.close();
	}
);

test('a badge says the published share, with the label asked for, and may do nothing', async () => {
	const response = await fetch(`${site.origin}/badge/version.svg?label=%3Cfleet%3E%22`);
	const policy = response.headers.get('content-security-policy');
	expect(policy).toMatch(/^default-src 'none'; sandbox;/);
	const svg = await response.text();
	expect(svg).toMatch(/<title>&lt;fleet&gt;&quot;: (\d+(\.\d)?% on \d+\.\d+|hidden)<\/title>/);
	expect(svg).not.toMatch(/<fleet|<script|href|\son\w+=/);
	expect(svg).toContain('</svg>');
	const again = await fetch(`${site.origin}/badge/version.svg?label=%3Cfleet%3E%22`, {
		headers: { 'if-none-match': response.headers.get('etag') ?? '' }
	});
	expect(again.status).toBe(304);
	expect((await fetch(`${site.origin}/badge/integration.svg`)).status).toBe(200);
	expect((await fetch(`${site.origin}/badge/nothing.svg`)).status).toBe(404);
	expect((await fetch(`${site.origin}/badge/version_by_deployment.svg`)).status).toBe(404);
	expect((await fetch(`${site.origin}/badge/version.svg?label=%00`)).status).toBe(400);
});
