// What a reader waits for on the sample fleet: pages from a cold cache, clicks on a warm page, and the API under load.
//   node --import tsx test/bench/browser.bench.ts [--rounds 5] [--data FOLDER]
// The floor of pages is the same server's plain page of no chart, in the same run.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { browserFlags } from '../e2e/site.ts';
import { startServer } from '../support/murmuration.ts';
import { publishSample } from '../support/published-sample.ts';
import { paceReads } from './browser/paced-reads.ts';
import { median, percentile } from './browser/statistics.ts';

const { values } = parseArgs({
	options: { rounds: { type: 'string', default: '5' }, data: { type: 'string' } }
});
const inPage = fileURLToPath(new URL('./browser/in-page.js', import.meta.url));
const rounds = Number(values.rounds);
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
	await fetch(server.origin);
	for (const path of ['/tables', '/', '/versions', '/features']) {
		const visits: Visit[] = [];
		for (let round = 0; round < rounds; round += 1) visits.push(await visit(browser, path));
		process.stdout.write(`${toLine(path === '/tables' ? '/tables (floor)' : path, visits)}\n`);
	}
	await measureClicks(browser);
	await browser.close();
	await measureApi('/healthz (floor)', '/healthz');
	await measureApi('API', '/api/v1/datasets/heartbeats/tables/version?from=2026-W34&to=2026-W46');
} finally {
	await browser.close();
	await server.stop();
	await data.remove();
}

interface Visit {
	readonly paintMs: number;
	readonly drawnMs: number;
	readonly shift: number;
	readonly scriptBytes: number;
}

/** One page in a new profile, from the request on. */
async function visit(on: Browser, path: string): Promise<Visit> {
	const context = await on.newContext({ viewport: { width: 1280, height: 900 } });
	const page = await context.newPage();
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	let scriptBytes = 0;
	session.on('Network.responseReceived', ({ type, response: { headers } }) => {
		if (type === 'Script')
			scriptBytes += Number(headers['content-length'] ?? headers['Content-Length']);
	});
	await page.addInitScript({ path: inPage });
	await page.goto(server.origin + path, { waitUntil: 'networkidle' });
	const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
	await context.close();
	return { paintMs: seen.paint, drawnMs: seen.drawn, shift: seen.shift, scriptBytes };
}

interface Seen {
	readonly paint: number;
	readonly drawn: number;
	readonly shift: number;
}

function toLine(name: string, visits: readonly Visit[]): string {
	const of = (pick: (one: Visit) => number) => median(visits.map(pick));
	return [
		name.padEnd(16),
		`largest paint ${Math.round(of(({ paintMs }) => paintMs))} ms`,
		`charts drawn ${Math.round(of(({ drawnMs }) => drawnMs))} ms`,
		`JavaScript ${(of(({ scriptBytes }) => scriptBytes) / 1000).toFixed(1)} kB`,
		`layout shift ${of(({ shift }) => shift).toFixed(3)}`
	].join(' · ');
}

/** From a click until the page shows what was asked for and has painted it. */
async function measureClicks(on: Browser): Promise<void> {
	const page = await on.newPage({ viewport: { width: 1280, height: 900 } });
	await page.addInitScript({ path: inPage });
	await page.goto(`${server.origin}/versions`, { waitUntil: 'networkidle' });
	const clicks = [
		['range', 'Range', '13 weeks'],
		['granularity', 'Period length', 'Months'],
		['measure', 'Measure', 'Count'],
		['drill-down', 'Version level', 'Patch']
	] as const;
	for (const [what, group, name] of clicks) {
		const spent: number[] = [];
		for (let round = 0; round < rounds; round += 1) {
			spent.push(await click(page, group, name));
			await page.goBack({ waitUntil: 'networkidle' });
		}
		process.stdout.write(`${what.padEnd(16)} ${name}: ${Math.round(median(spent))} ms\n`);
	}
	await page.close();
}

async function click(page: Page, group: string, name: string): Promise<number> {
	const groups = page.getByRole('group', { name: group });
	const link = groups.first().getByRole('link', { name, exact: true });
	// Going back takes a moment as well; a click before that would change nothing.
	await groups.locator('a:not([aria-current="true"])', { hasText: name }).first().waitFor();
	return link.evaluate((element) =>
		(globalThis as unknown as { timeClick: (link: Element) => Promise<number> }).timeClick(element)
	);
}

/** An address, 500 requests a second for twenty seconds, once it is warm. */
async function measureApi(name: string, path: string): Promise<void> {
	const pace = { perSecond: 500, warmUpSeconds: 4, seconds: 20, connections: 16 };
	const times = await paceReads(server.origin, path, pace);
	process.stdout.write(
		`${name} at ${pace.perSecond}/s: p50 ${percentile(times, 0.5).toFixed(1)} ms · p99 ${percentile(times, 0.99).toFixed(1)} ms\n`
	);
}
