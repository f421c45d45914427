import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

const paths = [
	'/',
	'/?level=patch&measure=count&compare=previous',
	'/versions',
	'/versions?within=2.1&measure=count',
	'/platforms',
	'/features',
	'/volume',
	'/health',
	'/tables',
	'/tables/version_by_deployment',
	'/method',
	'/collect',
	'/tables/version_by_rules',
	'/tables/integration_by_deployment',
	'/tables/version/explain?period=2026-W46&version=other',
	'/tables/version?level=patch',
	'/tables/integration',
	'/embed/version',
	'/embed/integration',
	'/embed/adoption',
	'/embed/at_least',
	'/shares',
	'/embed/version?by=deployment',
	'/no-such-page'
];

let site: Site;
let axe: string;

beforeAll(async () => {
	axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
	site = await openSite();
});

afterAll(() => site.close());

test.each(['light', 'dark'] as const)('no page has a barrier in %s', async (colorScheme) => {
	const context = await site.browser.newContext({ colorScheme, reducedMotion: 'reduce' });
	const page = await context.newPage();
	for (const path of paths) {
		await page.goto(`${site.origin}${path}`, { waitUntil: 'load' });
		await page.evaluate(axe);
		const { violations } = await page.evaluate(() =>
			(globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run()
		);
		const barriers = violations.map(
			({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(' ')}`
		);
		expect(barriers).toEqual([]);
	}
	await context.close();
});

test('nothing has to be scrolled sideways on a small screen', async () => {
	const page = await site.browser.newPage({ viewport: { width: 320, height: 640 } });
	for (const path of paths) {
		await page.goto(`${site.origin}${path}`, { waitUntil: 'load' });
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(width, path).toBeLessThanOrEqual(320);
	}
	await page.close();
});
