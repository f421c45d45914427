// From the Share dialog to a link that opens one chart to whoever has it, and back to nobody.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
	site = await openSite('', { instances: 300, weeks: 4 });
});

afterAll(async () => {
	await site.close();
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const title = 'Share with a link that works without sign-in';

/** Opens the dialog of a chart and in it, by keyboard, what makes links. */
async function openDialog(
	path: string,
	options: BrowserContextOptions = {}
): Promise<{ page: Page; dialog: Locator }> {
	const page = await site.browser.newPage({ reducedMotion: 'reduce', ...options });
	await page.goto(site.origin + path, { waitUntil: 'networkidle' });
	await page.getByRole('link', { name: 'Share… Version adoption', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: 'Share: Version adoption' });
	await dialog.locator('summary', { hasText: title }).focus();
	await page.keyboard.press('Enter');
	return { page, dialog };
}

const linkIn = (dialog: Locator) =>
	dialog.getByRole('region', { name: 'Link', exact: true }).innerText();

async function makeLink({ page, dialog }: { page: Page; dialog: Locator }): Promise<string> {
	await dialog.getByRole('button', { name: 'Make the link' }).focus();
	await page.keyboard.press('Enter');
	await dialog.getByText(/^Made\. It works until/).waitFor();
	return linkIn(dialog);
}

test('a link is made in the dialog, opens the chart alone, and nothing once it is revoked', async () => {
	const opened = await openDialog('/versions?measure=count');
	const { page, dialog } = opened;
	await dialog.getByText('Anyone with the link').waitFor();
	await dialog.getByText(/^2026-W\d\d to 2026-W46, and new releases as they come\./).waitFor();
	await dialog.getByLabel('What it is for (optional)').fill('Handbook of versions');
	const url = await makeLink(opened);
	expect(url).toMatch(new RegExp(`^${site.origin}/embed/version\\?t=[\\w.-]+$`));

	const stranger = await site.browser.newContext();
	const reader = await stranger.newPage();
	expect((await reader.goto(url))?.status()).toBe(200);
	await reader.getByRole('heading', { name: 'Version adoption' }).waitFor();
	await reader.locator('canvas').waitFor();

	await dialog.getByRole('link', { name: 'See and revoke all links' }).click();
	const entry = page.locator('main > ul > li', { hasText: 'Handbook of versions' });
	await entry.getByRole('button', { name: 'Revoke of Handbook of versions' }).click();
	await page.locator('form button:visible', { hasText: 'Revoke' }).click();
	await entry.waitFor({ state: 'detached' });
	expect((await reader.reload())?.status()).toBe(410);
	await reader.getByText('This chart is no longer shared').waitFor();
	await stranger.close();
	await page.close();
});

test('a copy of today for a week says so before and after', async () => {
	const opened = await openDialog('/versions');
	const { page, dialog } = opened;
	await dialog.getByLabel('A copy of today, which never changes').check();
	await dialog.getByText(/to 2026-W46, and nothing later\./).waitFor();
	await dialog.getByLabel('How long').selectOption('A week');
	const url = await makeLink(opened);
	const shares = (await (await fetch(`${site.origin}/api/v1/shares`)).json()) as {
		shares: { kind: string; created: string; expires: string }[];
	};
	const [newest] = shares.shares;
	const days = (Date.parse(newest?.expires ?? '') - Date.parse(newest?.created ?? '')) / 86_400_000;
	expect([newest?.kind, Math.round(days)]).toEqual(['archived', 7]);
	expect((await fetch(url)).headers.get('content-security-policy')).toContain('sandbox');
	await dialog.getByLabel('Dark', { exact: true }).check();
	expect(await dialog.getByText(url).count()).toBe(0);
	await page.close();
});

test('whatever goes wrong is said, and can be tried again', async () => {
	const opened = await openDialog('/versions');
	const { page, dialog } = opened;
	await dialog.getByText('Anyone with the link').waitFor();
	const refusal = (status: number, detail?: string) =>
		page.route('**/api/v1/shares', (route) =>
			route.fulfill({
				status,
				...(detail ? { json: { detail } } : { body: '<h1>Bad gateway</h1>' })
			})
		);
	const make = dialog.getByRole('button', { name: 'Make the link' });
	await refusal(403, 'Shares are managed elsewhere.');
	await make.click();
	await dialog.getByRole('alert').getByText('Shares are managed elsewhere.').waitFor();
	await refusal(502);
	await make.click();
	await dialog.getByRole('alert').getByText('could not do that').waitFor();
	await page.route('**/api/v1/shares', (route) => route.abort());
	await make.click();
	await dialog.getByRole('alert').getByText('The server did not answer').waitFor();
	await page.unrouteAll();
	expect(await makeLink(opened)).toContain('/embed/version?t=');
	expect(await dialog.getByText('The server did not answer').count()).toBe(0);
	await page.route('**/preflight?*', (route) => route.abort());
	await dialog.getByLabel('How long').selectOption('90 days');
	await dialog.getByRole('alert').getByText('The server did not answer').waitFor();
	await page.close();
});

test('who may not manage shares is not offered any', async () => {
	const page = await site.browser.newPage();
	await page.route('**/*', (route) => {
		const headers = { ...route.request().headers(), 'x-forwarded-for': '203.0.113.7' };
		return route.continue({ headers });
	});
	await page.goto(`${site.origin}/versions`, { waitUntil: 'networkidle' });
	await page.getByRole('link', { name: 'Share… Version adoption', exact: true }).click();
	await page.getByRole('dialog').getByLabel('Where it goes').waitFor();
	expect(await page.getByText(title).count()).toBe(0);
	await page.close();
});

test.each(['light', 'dark'] as const)(
	'it has no barrier in %s, at any width',
	async (colorScheme) => {
		for (const width of [1280, 320]) {
			const opened = await openDialog('/versions', {
				colorScheme,
				viewport: { width, height: 844 }
			});
			const { page, dialog } = opened;
			await makeLink(opened);
			await page.evaluate(axe);
			const { violations } = await page.evaluate(() =>
				(globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run()
			);
			expect(violations.map(({ id }) => id)).toEqual([]);
			const isWide = await dialog.evaluate((one) => one.scrollWidth > one.clientWidth);
			expect(isWide).toBe(false);
			const folder = process.env['MURMURATION_SCREENSHOTS'];
			if (folder) await dialog.screenshot({ path: `${folder}/link-${colorScheme}-${width}.png` });
			await page.close();
		}
	}
);
