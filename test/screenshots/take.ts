// Takes the pictures of every page that stand in the README: npm run screenshots [-- --data FOLDER]
// Publishes the sample fleet first unless a data folder with releases is given.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import { browserFlags } from '../e2e/site.ts';
import { startServer } from '../support/murmuration.ts';
import { publishSample } from '../support/published-sample.ts';

const pages = {
	overview: '/',
	versions: '/versions',
	platforms: '/platforms',
	features: '/features',
	volume: '/volume',
	health: '/health',
	usage: '/usage',
	models: '/models',
	table: '/tables/version_by_deployment',
	explanation: '/tables/version/explain?period=2026-W46&version=other',
	method: '/method',
	collect: '/collect',
	shares: '/shares',
	reference: '/api',
	embed: '/embed/version'
};
const sizes = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } };
const schemes = ['light', 'dark'] as const;

const { values } = parseArgs({ options: { data: { type: 'string' } } });
const data =
	values.data === undefined
		? await publishSample()
		: { folder: values.data, remove: () => Promise.resolve() };
const server = await startServer(data.folder);
const browser = await playwright.launch({
	executablePath: await chromium.executablePath(),
	args: browserFlags
});
try {
	for (const [size, viewport] of Object.entries(sizes)) {
		for (const colorScheme of schemes) {
			const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
			const page = await context.newPage();
			for (const [name, path] of Object.entries(pages)) {
				await page.goto(server.origin + path, { waitUntil: 'networkidle' });
				await page.screenshot({
					path: fileURLToPath(new URL(`./${name}-${size}-${colorScheme}.jpg`, import.meta.url)),
					type: 'jpeg',
					quality: 72
				});
			}
			await context.close();
		}
	}
} finally {
	await browser.close();
	await server.stop();
	await data.remove();
}
