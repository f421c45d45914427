import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
	site = await openSite('', { instances: 120, weeks: 3, seed: 5 });
});
afterAll(() => site.close());

test('the reference draws itself from this site alone, under the policy of every page, and asks the API', async () => {
	const page = await site.browser.newPage();
	const complaints: string[] = [];
	const foreign: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
	});
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('request', (request) => {
		const { origin, protocol } = new URL(request.url());
		if (origin !== site.origin && protocol !== 'data:') foreign.push(request.url());
	});
	const response = await page.goto(`${site.origin}/api`);
	const policy = (await response?.allHeaders())?.['content-security-policy'] ?? '';
	expect(policy).toContain("script-src 'self' 'nonce-");
	expect(policy).not.toMatch(/script-src[^;]*unsafe|style-src [^;]*unsafe/);
	const datasets = page.locator('.opblock', {
		has: page.locator('[data-path="/api/v1/datasets"]')
	});
	await datasets.locator('.opblock-summary-control').click();
	await datasets.locator('.try-out__btn').click();
	await datasets.locator('.execute').click();
	const answer = datasets.locator('.live-responses-table');
	await answer.waitFor();
	expect(await answer.innerText()).toMatch(/\b200\b/);
	expect(await answer.innerText()).toContain('heartbeats');
	expect(complaints).toEqual([]);
	expect(foreign).toEqual([]);
	await page.close();
});

test('the reference is as light or dark as the rest, and leaves nothing behind', async () => {
	const page = await site.browser.newPage({ colorScheme: 'dark' });
	await page.goto(`${site.origin}/api`);
	await page.locator('.opblock').first().waitFor();
	const isDark = () =>
		page.evaluate(() => document.documentElement.classList.contains('dark-mode'));
	expect(await isDark()).toBe(true);
	await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
	await expect.poll(isDark).toBe(false);
	await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
	await expect.poll(isDark).toBe(true);
	await page.getByRole('link', { name: 'Method', exact: true }).click();
	await page.getByRole('heading', { name: 'Method', level: 1 }).waitFor();
	expect(await isDark()).toBe(false);
	await page.close();
});

test('no other page fetches it', async () => {
	const page = await site.browser.newPage();
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await page.goto(`${site.origin}/tables/deployment`, { waitUntil: 'networkidle' });
	expect(asked.length).toBeGreaterThan(3);
	expect(asked.filter((url) => /swagger/i.test(url))).toEqual([]);
	await page.close();
});
