import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heartbeat } from '../support/heartbeats.ts';
import { openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
	site = await openSite();
});

afterAll(() => site.close());

test('an operator finds the page from the overview and reads every field', async () => {
	const page = await site.browser.newPage();
	await page.goto(site.origin);
	await page.getByRole('contentinfo').getByRole('link', { name: 'What is collected' }).click();
	await page.getByRole('heading', { level: 1, name: 'What is collected' }).waitFor();
	const row = page.getByRole('row', { name: 'cpu_count' });
	await row.getByText('a whole number, 1 or more').waitFor();
	await row.getByText('Not published today.').waitFor();
	await page.getByRole('row', { name: 'node_version' }).getByRole('link').click();
	await page.waitForURL(/\/tables\/node_major$/);
	await page.close();
});

test('with the keyboard alone, a heartbeat is checked and corrected, and nothing is sent', async () => {
	const page = await openCollect();
	const requests: string[] = [];
	page.on('request', (request) => requests.push(request.url()));
	await page.context().setOffline(true);
	await tabTo(page, 'payload');
	await page.keyboard.insertText(JSON.stringify({ ...heartbeat(1), hostname: 'build-7' }));
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	const status = page.getByRole('status');
	await status.getByText('Would be refused: 1 problem').waitFor();
	expect(await status.innerText()).toContain('hostname unknown field');
	expect(await page.locator('#payload').getAttribute('aria-invalid')).toBe('true');
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.press('Control+A');
	await page.keyboard.insertText(JSON.stringify(heartbeat(1)));
	expect(await status.innerText()).not.toContain('refused');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	await status.getByText('Would be accepted').waitFor();
	const stored = await page.getByRole('region', { name: 'Heartbeat as it is stored' }).innerText();
	expect(JSON.parse(stored)).toEqual(heartbeat(1));
	expect(requests).toEqual([]);
	await page.context().close();
});

test('the sample is accepted', async () => {
	const page = await openCollect();
	await checkSample(page, (text) => text);
	await page.getByRole('status').getByText('Would be accepted').waitFor();
	await page.context().close();
});

test('the client that makers copy is the one that is tested', async () => {
	const page = await openCollect();
	await page.getByText('send-heartbeat.ts: the whole client').click();
	const source = new URL('../../src/lib/sender/send-heartbeat.ts', import.meta.url);
	expect(
		await page
			.getByRole('region', { name: 'The client', exact: true })
			.locator('code')
			.textContent()
	).toBe(await readFile(source, 'utf8'));
	await page.context().close();
});

test('without scripts the page reads the same, and says what the checker needs', async () => {
	const page = await openCollect({ javaScriptEnabled: false });
	expect(await page.getByRole('row', { name: 'uptime_hours' }).isVisible()).toBe(true);
	expect(await page.getByText('needs JavaScript').isVisible()).toBe(true);
	expect(await page.locator('#payload').count()).toBe(0);
	await page.context().close();
});

test('other pages do not load the checker', async () => {
	const page = await site.browser.newPage();
	const scripts: Promise<string>[] = [];
	page.on('response', (response) => {
		if (response.url().endsWith('.js')) scripts.push(response.text());
	});
	await page.goto(site.origin, { waitUntil: 'networkidle' });
	const isChecker = (text: string) => text.includes('agent_review_repos_pct');
	expect((await Promise.all(scripts)).some(isChecker)).toBe(false);
	await page.goto(`${site.origin}/collect`, { waitUntil: 'networkidle' });
	expect((await Promise.all(scripts)).some(isChecker)).toBe(true);
	await page.close();
});

test.each(['light', 'dark'] as const)(
	'no state has a serious barrier in %s',
	async (colorScheme) => {
		const axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
		const page = await openCollect({ colorScheme });
		await page.evaluate(axe);
		for (const show of states) {
			await show(page);
			const { violations } = await page.evaluate(() =>
				(globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run()
			);
			const serious = violations
				.filter(({ impact }) => impact === 'serious' || impact === 'critical')
				.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
			expect(serious).toEqual([]);
		}
		await page.context().close();
	}
);

test('nothing has to be scrolled sideways on a small screen', async () => {
	const page = await openCollect({ viewport: { width: 320, height: 640 } });
	for (const show of states) {
		await show(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			320
		);
	}
	await page.context().close();
});

/** What the page can look like, one after the other. */
const states: readonly ((page: Page) => Promise<void>)[] = [
	() => Promise.resolve(),
	(page) => checkSample(page, (text) => text),
	(page) =>
		checkSample(page, (text) => text.replace('"docker"', '"nomad"').replace('"os"', '"host"')),
	(page) => page.getByText('send-heartbeat.ts: the whole client').click()
];

async function openCollect(options: BrowserContextOptions = {}): Promise<Page> {
	const context = await site.browser.newContext({ reducedMotion: 'reduce', ...options });
	const page = await context.newPage();
	await page.goto(`${site.origin}/collect`, { waitUntil: 'networkidle' });
	return page;
}

async function checkSample(page: Page, change: (text: string) => string): Promise<void> {
	await page.getByRole('button', { name: 'Fill in a sample' }).click();
	const payload = page.getByRole('textbox', { name: 'Heartbeat as JSON' });
	await payload.fill(change(await payload.inputValue()));
	await page.getByRole('button', { name: 'Check', exact: true }).click();
}

/** Presses Tab until the element called `id` has the focus. */
async function tabTo(page: Page, id: string): Promise<void> {
	for (let presses = 0; presses < 200; presses += 1) {
		await page.keyboard.press('Tab');
		if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
	}
	throw new Error(`Tab does not reach ${id}`);
}
