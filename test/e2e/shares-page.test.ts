// What browsers do with shares: an archived page stands for itself, a refused one is readable, and links are revoked.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedShare } from '../../src/lib/schema/share.ts';
import { openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
	site = await openSite('', { instances: 300, weeks: 4 });
});

afterAll(async () => {
	await site.close();
});

async function share(body: object): Promise<ListedShare> {
	const response = await fetch(`${site.origin}/api/v1/shares`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
	return (await response.json()) as ListedShare;
}

/** Opens a page and notes what it asks for and complains about. */
async function openPage(
	url: string,
	options: { javaScriptEnabled?: boolean; width?: number } = {}
) {
	const { width = 1000, javaScriptEnabled = true } = options;
	const viewport = { width, height: 600 };
	const page = await site.browser.newPage({ viewport, javaScriptEnabled });
	const [requests, complaints]: [string[], string[]] = [[], []];
	page.on('request', (request) => requests.push(request.url().slice(0, 60)));
	page.on('console', (message) => complaints.push(message.text()));
	const response = await page.goto(url);
	return { page, requests, complaints, policy: response?.headers()['content-security-policy'] };
}

const pictureWidth = (page: Page) =>
	page.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth);

test('an archived page needs nothing but itself, and holds under its strict policy', async () => {
	const { urls } = await share({ chart: 'version', kind: 'archived' });
	const { page, requests, complaints, policy } = await openPage(urls.html);
	expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; .*sandbox/);
	expect(policy).not.toContain('unsafe');
	expect(requests.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
	expect(complaints).toEqual([]);
	expect(await pictureWidth(page)).toBe(960);
	expect(await page.locator('main').evaluate((main) => getComputedStyle(main).display)).toBe(
		'flex'
	);
	await page.locator('summary').click();
	expect(await page.locator('td.hidden').count()).toBeGreaterThan(0);
	expect(await page.locator('script, [style], link').count()).toBe(0);
	await page.close();
	const narrow = await openPage(urls.html, { width: 390 });
	expect(await pictureWidth(narrow.page)).toBe(480);
	await narrow.page.close();
});

test.each([true, false])(
	'a link is revoked on its page, with script: %s',
	async (javaScriptEnabled) => {
		const label = `Handbook ${javaScriptEnabled ? 'one' : 'two'}`;
		const { urls } = await share({ chart: 'version', label });
		const { page, complaints } = await openPage(`${site.origin}/shares`, { javaScriptEnabled });
		const entry = page.locator('main > ul > li', { hasText: label });
		await entry.locator('.revoke').focus();
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await entry.waitFor({ state: 'detached' });
		expect(complaints).toEqual([]);
		await page.close();
		const over = await openPage(urls.html);
		expect(await over.page.locator('h1').textContent()).toBe('This chart is no longer shared');
		await over.page.close();
	}
);

test('strangers see neither the page nor a way to it', async () => {
	const headers = { 'x-forwarded-for': '203.0.113.7' };
	const page = await fetch(`${site.origin}/shares`, { headers });
	expect([page.status, (await page.text()).includes('"token"')]).toEqual([403, false]);
	const overview = async (sent: Record<string, string>) =>
		(await (await fetch(site.origin, { headers: sent })).text()).includes('/shares"');
	expect([await overview({}), await overview(headers)]).toEqual([true, false]);
	const body = new URLSearchParams({ id: '0'.repeat(24) });
	const init = { method: 'POST', headers: { ...headers, origin: site.origin }, body };
	expect((await fetch(`${site.origin}/shares?/revoke`, init)).status).toBe(403);
});
