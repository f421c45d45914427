import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

const table = '/tables/version_by_deployment?level=minor';
const hiddenCells = 'td a[aria-haspopup="dialog"]';

let site: Site;
let axe: string;

beforeAll(async () => {
	axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
	site = await openSite();
});

afterAll(() => site.close());

/** A hidden cell near which a number is shown, as the API has it. */
async function findHelped(page: Page): Promise<Locator> {
	const links = await page.locator(hiddenCells).all();
	for (const link of links) {
		const href = (await link.getAttribute('href')) ?? '';
		const [path, search] = href.split('/explain');
		const name = path?.split('/').at(-1) ?? '';
		const api = `${site.origin}/api/v1/datasets/heartbeats/tables/${name}/explain${search ?? ''}`;
		const { remedies } = (await (await fetch(api)).json()) as { remedies: unknown[] };
		if (remedies.length > 0) return link;
	}
	throw new Error('no hidden cell has a remedy');
}

/** The row that the link of a hidden cell stands in. */
function periodOf(href: string): string | null {
	return new URL(href, site.origin).searchParams.get('period');
}

async function barriersOf(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	const { violations } = await page.evaluate(() =>
		(globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run()
	);
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test.each([
	['light', 1280],
	['dark', 320]
] as const)(
	'a reader asks a hidden cell and follows it to a number: %s, %i pixels wide',
	async (colorScheme, width) => {
		const page = await site.browser.newPage({
			colorScheme,
			viewport: { width, height: 800 },
			reducedMotion: 'reduce'
		});
		await page.goto(`${site.origin}${table}`, { waitUntil: 'networkidle' });
		await (await findHelped(page)).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByText(/Fewer than 10 are possible, perhaps none/).waitFor();
		expect(await barriersOf(page)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
		const box = await dialog.boundingBox();
		expect(box?.x).toBeGreaterThanOrEqual(0);
		expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
		const count = await dialog.locator('li .count').first().innerText();
		await dialog.getByRole('listitem').first().getByRole('link').click();
		await page.waitForURL(/measure=count/);
		await dialog.waitFor({ state: 'detached' });
		const number = count.replace(' instances', '');
		const cells = page.getByRole('cell', { name: number, exact: true });
		await expect.poll(() => cells.count()).toBeGreaterThan(0);
		await page.close();
	}
);

test.each(['Enter', 'Space'])('%s opens a hidden cell, Escape goes back to it', async (key) => {
	const page = await site.browser.newPage({ reducedMotion: 'reduce' });
	await page.goto(`${site.origin}${table}`, { waitUntil: 'networkidle' });
	const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href') ?? '');
	await page.getByRole('region', { name: /^Versions by platform/ }).focus();
	await page.keyboard.press('Tab');
	const first = await focused();
	expect(first).toContain('/explain?period=');
	await page.keyboard.press('ArrowDown');
	const below = await focused();
	expect(below).toContain('/explain?period=');
	expect(periodOf(below)).not.toBe(periodOf(first));
	await page.keyboard.press(key);
	await page.getByRole('dialog').waitFor();
	await page.keyboard.press('Escape');
	await page.getByRole('dialog').waitFor({ state: 'detached' });
	expect(await focused()).toBe(below);
	await page.keyboard.press('ArrowUp');
	expect(periodOf(await focused())).toBe(periodOf(first));
	await page.keyboard.press('Tab');
	expect(await focused()).not.toContain('/explain?');
	await page.close();
});

test('without scripts a hidden cell leads to a page that explains it', async () => {
	const context = await site.browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${site.origin}${table}`);
	await (await findHelped(page)).click();
	await page.waitForURL(/\/explain\?/);
	const main = page.getByRole('main');
	await main.getByText(/Fewer than 10 are possible, perhaps none/).waitFor();
	expect(await main.getByRole('listitem').count()).toBeGreaterThan(0);
	await page.getByRole('link', { name: 'Back to the table' }).click();
	await page.getByRole('heading', { level: 1, name: 'Versions by platform' }).waitFor();
	await context.close();
});

test.each(['light', 'dark'] as const)(
	'the page of an explanation has no barrier in %s',
	async (colorScheme) => {
		const page = await site.browser.newPage({ colorScheme, viewport: { width: 320, height: 640 } });
		await page.goto(`${site.origin}${table}`, { waitUntil: 'networkidle' });
		const href = (await (await findHelped(page)).getAttribute('href')) ?? '';
		await page.goto(new URL(href, page.url()).href, { waitUntil: 'networkidle' });
		expect(await barriersOf(page)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
		await page.close();
	}
);

test('a wrong parameter of an explanation is named', async () => {
	const page = await site.browser.newPage();
	const response = await page.goto(`${site.origin}/tables/version/explain?period=2026-W99`);
	expect(response?.status()).toBe(400);
	await page.getByText('period: expected an ISO week like 2026-W18').waitFor();
	await page.close();
});
