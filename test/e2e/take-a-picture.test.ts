import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
	site = await openSite('', { instances: 300, weeks: 4 });
});

afterAll(async () => {
	await site.close();
});

async function read(path: string, headers: Record<string, string> = {}) {
	const response = await fetch(site.origin + path, { headers });
	return { response, body: Buffer.from(await response.arrayBuffer()) };
}

test('a chart is a PNG of the asked-for size', async () => {
	const { response, body } = await read(
		'/embed/version.png?width=700&height=420&scale=2&level=patch'
	);
	expect(response.headers.get('content-type')).toBe('image/png');
	expect(body.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
	expect([body.readUInt32BE(16), body.readUInt32BE(20)]).toEqual([1400, 840]);
	const usual = await read('/embed/integration.png');
	expect(usual.body.readUInt32BE(16)).toBe(1920);
});

test('a picture is named for what it shows', async () => {
	const { response } = await read('/embed/version.png?from=2026-W44&to=2026-W46');
	expect(response.headers.get('content-disposition')).toBe(
		'inline; filename="version-2026-W44-2026-W46.png"'
	);
});

test('light and dark are two pictures, and automatic is light', async () => {
	const [light, dark, auto] = await Promise.all(
		['light', 'dark', 'auto'].map((theme) => read(`/embed/deployment.png?theme=${theme}`))
	);
	expect(light?.body.equals(dark?.body ?? Buffer.alloc(0))).toBe(false);
	expect(light?.body.equals(auto?.body ?? Buffer.alloc(0))).toBe(true);
});

test.each(['svg', 'png'])('a reader who has the %s is told so, and only then', async (form) => {
	const first = await read(`/embed/version.${form}`);
	const etag = first.response.headers.get('etag') ?? '';
	expect(first.response.headers.get('cache-control')).toBe('public, no-cache');
	const same = await read(`/embed/version.${form}?title=true`, { 'if-none-match': etag });
	expect([same.response.status, same.body.length]).toEqual([304, 0]);
	const other = await read(`/embed/version.${form}?title=false`, { 'if-none-match': etag });
	expect(other.response.status).toBe(200);
	expect((await read(`/embed/version.${form}`)).body.equals(first.body)).toBe(true);
});

test.each([
	['svg?width=199', 'width: expected a whole number from 200 to 2400'],
	['png?height=1e3', 'height: expected a whole number from 160 to 1600'],
	['png?scale=4', 'scale: expected a whole number from 1 to 3'],
	['svg?scale=2', 'scale: unknown parameter'],
	['png?theme=blue', 'theme: expected light, dark or auto'],
	['svg?from=1999-W01', 'from: expected a published week from']
])('a wrong parameter, %s, is answered with its name and what it accepts', async (path, reason) => {
	const { response, body } = await read(`/embed/version.${path}`);
	expect(response.status).toBe(400);
	expect(body.toString()).toContain(reason);
});

test('a chart that is none has no picture', async () => {
	for (const form of ['png', 'svg']) {
		expect((await read(`/embed/nothing.${form}`)).response.status).toBe(404);
	}
});

test('every published chart has both pictures, heatmaps as well', async () => {
	const { body } = await read('/api/v1/datasets');
	const { datasets } = JSON.parse(body.toString()) as { datasets: { tables: { id: string }[] }[] };
	const names = datasets.flatMap(({ tables }) => tables.map(({ id }) => id));
	expect(names).toContain('version_by_deployment');
	for (const name of [...names, 'adoption', 'at_least']) {
		const svg = await read(`/embed/${name}.svg?width=500`);
		expect([name, svg.response.status]).toEqual([name, 200]);
		expect((await read(`/embed/${name}.png?width=200&scale=1`)).response.status).toBe(200);
	}
});

test('the legend of a picture says what the table says, number or hidden', async () => {
	const view = 'granularity=week&from=2026-W45&to=2026-W46';
	const { body } = await read(`/api/v1/datasets/heartbeats/tables/version?${view}`);
	const { cells } = JSON.parse(body.toString()) as {
		cells: { period: string; version: string; value: number | null }[];
	};
	const said = new Map(
		cells
			.filter(({ period, version }) => period === '2026-W46' && /^\d+\.\d+$/.test(version))
			.map(({ version, value }) => [version, value])
	);
	const svg = (await read(`/embed/version.svg?${view}`)).body.toString();
	const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text ?? '');
	const legend = texts.slice(texts.indexOf('Week 46 of 2026') + 1);
	const shown = legend.flatMap((label, index) => {
		const value = said.get(label);
		return value === undefined ? [] : [{ value, text: legend[index + 1] ?? '' }];
	});
	expect(shown.length).toBeGreaterThan(0);
	for (const { value, text } of shown) {
		const number = /\(([\d,]+)\)$/.exec(text)?.[1]?.replace(',', '');
		if (value === null) expect(text).toBe('hidden, fewer than 10 possible');
		else expect(Number(number)).toBe(value);
	}
});

test('a browser reads the SVG, which asks for nothing and may do nothing', async () => {
	const page = await site.browser.newPage();
	const requests: string[] = [];
	page.on('request', (request) => requests.push(request.url()));
	const response = await page.goto(`${site.origin}/embed/version.svg?theme=dark`);
	const policy = response?.headers()['content-security-policy'] ?? '';
	expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline'; sandbox(;|$)/);
	expect(await page.locator('parsererror').count()).toBe(0);
	expect(await page.locator('svg > title').textContent()).toBe('Version adoption');
	expect(await page.locator('svg > desc').textContent()).toMatch(/^In week 46 of 2026, /);
	expect(await page.getByText('k = 10, counts rounded to 5').count()).toBeGreaterThan(0);
	expect(requests).toHaveLength(1);
	await page.close();
});
