import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toAdoption } from '../../src/lib/chart/model/versions/adoption.ts';
import { findDataset } from '../../src/lib/datasets/registry.ts';
import { PublishedStore } from '../../src/lib/server/published/published-store.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let page: Page;

beforeAll(async () => {
	site = await openSite();
	page = await site.browser.newPage({ reducedMotion: 'reduce' });
});

afterAll(() => site.close());

/** Opens a page, the overview without one, with the focus on the chart of a card. */
async function openChart(title: string, path = ''): Promise<{ card: Locator; chart: Locator }> {
	await page.goto(`${site.origin}/${path}`, { waitUntil: 'networkidle' });
	const card = page.getByRole('region', { name: title, exact: true });
	const chart = card.getByRole('application');
	await chart.focus();
	return { card, chart };
}

/** Presses keys; returns what the chart then announces. */
async function hear(card: Locator, ...keys: string[]): Promise<string> {
	for (const key of keys) await page.keyboard.press(key);
	return card.locator('[aria-live=polite]').innerText();
}

test('every number of the newest periods is read by arrow keys, as the table has it', async () => {
	const { card } = await openChart('Version adoption', '?measure=count&level=patch');
	const rows = await card.locator('tbody tr').evaluateAll((all) =>
		all.slice(0, 3).map((row) => ({
			period: row.querySelector('th')?.textContent.slice(0, 8) ?? '',
			cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim())
		}))
	);
	const heads = await card
		.locator('thead th')
		.evaluateAll((all) => all.slice(1).map(({ textContent }) => textContent));
	const bands = await card.locator('ul button .label').allInnerTexts();
	expect(rows.length).toBe(3);
	for (const [index, { period, cells }] of rows.entries()) {
		const words = await hear(card, ...(index === 0 ? ['End'] : ['ArrowLeft']));
		expect(words).toMatch(new RegExp(`^Week ${Number(period.slice(6))} of ${period.slice(0, 4)}`));
		for (const [column, head] of heads.entries()) {
			if (!bands.includes(head)) continue;
			const cell = cells[column] ?? '';
			const said = cell === 'hidden' ? 'hidden, fewer than 10 possible' : `(${cell})`;
			expect(words.split('. ').find((part) => part.startsWith(`${head}: `))).toContain(said);
		}
	}
});

test('up and down read one band, which the legend shows for that period', async () => {
	const { card } = await openChart('Version adoption');
	const band = await hear(card, 'Home', 'ArrowUp');
	expect(band).toMatch(
		/^[^.]+\.?\d*: .*(\(\d+\)|hidden, fewer than 10 possible)\. Week \d+ of 2026/
	);
	const week = /Week \d+ of 2026/.exec(band)?.[0];
	expect(await card.locator('.period').innerText()).toBe(week);
	expect(await hear(card, 'Escape')).toBe('');
	expect(await card.locator('.period').innerText()).not.toBe(week);
});

test('every point of every line of adoption is read by arrow keys', async () => {
	const view = await new PublishedStore(site.dataFolder).readTable({
		dataset: 'heartbeats',
		table: 'version',
		granularity: 'week'
	});
	if (!view) throw new Error('no table of versions is published');
	const { lines } = toAdoption(view, findDataset('heartbeats')?.releases ?? []);
	expect(lines.length).toBeGreaterThan(1);
	const { card } = await openChart('Adoption since release day', 'versions');
	for (const [up, { version, points }] of [...lines.slice(-1), ...lines.slice(0, -1)].entries()) {
		for (const [index, point] of points.entries()) {
			const first = up === 0 ? ['Home'] : ['ArrowUp', 'Home'];
			const said = await hear(card, ...(index === 0 ? first : ['ArrowRight']));
			const share = point.value === null ? 'hidden' : `${percent(point.value)} `;
			expect(said.startsWith(`${version} or newer: ${share}`), said).toBe(true);
			expect(said).toContain(`${point.day} days after the release. `);
			expect(said).toContain(`Week ${Number(point.period.id.slice(6))} of 2026`);
		}
	}
});

test('every period of “at least” is read by arrow keys, as the table has it', async () => {
	const { card } = await openChart('At least this version', 'versions');
	const rows = await card
		.locator('tbody tr')
		.evaluateAll((all) =>
			all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent.trim()))
		);
	expect(rows.length).toBeGreaterThan(4);
	for (const [index, [certain = '', shown = '', possible = '']] of rows.entries()) {
		const said = await hear(card, index === 0 ? 'End' : 'ArrowLeft');
		const room = `${certain} to ${possible}`;
		expect(said).toContain(shown === 'hidden' ? `hidden, ${room} possible` : `${shown} (${room})`);
	}
});

/** Two digits below 10 %, whole numbers above. */
function percent(share: number): string {
	return new Intl.NumberFormat('en-GB', {
		style: 'percent',
		maximumSignificantDigits: 2
	}).format(share);
}

test('rows of a ranking are read one by one, those without a number too', async () => {
	const { card } = await openChart('Feature reach');
	const features = await card.locator('tbody th').allInnerTexts();
	for (const feature of features) {
		const said = await hear(card, 'ArrowDown');
		expect(said.startsWith(feature), feature).toBe(true);
		expect(said).toMatch(/% \(\d+ of \d+ instances\)|hidden, fewer than 10 possible/);
	}
});

test('t leads from the chart to its numbers, and t or Escape back', async () => {
	const { card, chart } = await openChart('Version adoption');
	const table = card.getByRole('region', { name: /^Version adoption, week/ });
	const hasFocus = (element: Locator) =>
		element.evaluate((one) => one === one.ownerDocument.activeElement);
	for (const back of ['t', 'Escape']) {
		await page.keyboard.press('t');
		expect(await hasFocus(table)).toBe(true);
		expect(await table.getByRole('rowheader').first().isVisible()).toBe(true);
		await page.keyboard.press(back);
		expect(await hasFocus(chart)).toBe(true);
	}
});

test('a range is selected with shift, shown by Enter and dropped by Escape', async () => {
	const { card } = await openChart('Version adoption');
	const selected = await hear(card, 'End', 'Shift+ArrowLeft', 'Shift+ArrowLeft');
	expect(selected).toBe('Week 44 to week 46 of 2026 selected. Enter to show.');
	expect(await hear(card, 'Escape')).toMatch(/^Week 44 of 2026 · /);
	await hear(card, 'Shift+ArrowRight', 'Enter');
	await page.waitForURL(/from=2026-W44&to=2026-W45/);
	await expect.poll(() => card.getByText('Week 44 to week 45 of 2026').count()).toBeGreaterThan(0);
});

test('a mouse draws a range over the time axis', async () => {
	const { chart } = await openChart('Version adoption');
	const { x, y, width, height } = (await chart.boundingBox()) ?? {
		x: 0,
		y: 0,
		width: 0,
		height: 0
	};
	await page.mouse.move(x + width - 20, y + height / 2);
	await page.mouse.down();
	await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
	await page.mouse.up();
	await page.waitForURL(/from=2026-W\d\d&to=2026-W46/);
});

test('what is hidden in a chart explains itself and leads to a number', async () => {
	const { card, chart } = await openChart('Feature reach');
	expect(await hear(card, 'End')).toContain('hidden, fewer than 10 possible');
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog');
	await dialog.getByText(/Fewer than 10 are possible, perhaps none/).waitFor();
	await page.keyboard.press('Escape');
	await dialog.waitFor({ state: 'detached' });
	expect(await chart.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
	// The last row of the ranking lies right above the axis.
	const { height } = (await chart.boundingBox()) ?? { height: 0 };
	await chart.click({ position: { x: 400, y: height - 45 } });
	await dialog.getByText(/Fewer than 10 are possible, perhaps none/).waitFor();
});

test('the remainder offers every hidden cell of its period', async () => {
	const { card } = await openChart('Version adoption', '?level=patch');
	const dialog = page.getByRole('dialog', { name: 'Other or hidden' });
	expect(await hear(card, 'Home', 'ArrowDown')).toMatch(/^other or hidden: /);
	await page.keyboard.press('Enter');
	await dialog.getByText(/^\d+ hidden here$/).waitFor();
	await dialog.getByRole('link').first().click();
	await page
		.getByRole('dialog')
		.getByText(/Fewer than 10 are possible, perhaps none/)
		.waitFor();
});

test('hidden and missing are in the legend, and a hidden cell of a card is a link without scripts', async () => {
	const context = await site.browser.newContext({ javaScriptEnabled: false });
	const plain = await context.newPage();
	await plain.goto(site.origin);
	const card = plain.getByRole('region', { name: 'Feature reach', exact: true });
	expect(await card.getByText('Hidden, fewer than 10 possible').isVisible()).toBe(true);
	await card.getByRole('link', { name: 'hidden' }).first().click();
	await plain.getByText(/Fewer than 10 are possible, perhaps none/).waitFor();
	await context.close();
});

test('the legend singles out a band by keyboard, as one stop of the tab key', async () => {
	const { card } = await openChart('Version adoption');
	const canvas = card.locator('canvas');
	const plain = await canvas.screenshot();
	await page.keyboard.press('Shift+Tab');
	await card.locator('ul button').first().focus();
	await page.keyboard.press('ArrowDown');
	const active = () => page.evaluate(() => document.activeElement?.textContent ?? '');
	expect(await active()).toContain(await card.locator('ul button .label').nth(1).innerText());
	expect((await canvas.screenshot()).equals(plain)).toBe(false);
	expect(await card.locator('ul button[tabindex="0"]').count()).toBe(1);
});
