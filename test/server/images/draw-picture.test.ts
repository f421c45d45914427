import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Card } from '../../../src/lib/chart/cards/card.ts';
import { toHeatCard } from '../../../src/lib/chart/cards/heat-card.ts';
import { toReachCard } from '../../../src/lib/chart/cards/reach-card.ts';
import { toStackCard } from '../../../src/lib/chart/cards/stack-card.ts';
import {
	parseQuery,
	PngQuery,
	type PngQuery as Query
} from '../../../src/lib/chart/chart-query.ts';
import { inkOf } from '../../../src/lib/chart/draw/palette.ts';
import { drawPng, drawSvg } from '../../../src/lib/server/images/draw-picture.ts';
import type { TableView } from '../../../src/lib/schema/table-view.ts';
import { integrationByDeploymentView, integrationView, versionView } from '../../chart/views.ts';
import { readXml, type Element } from './read-xml.ts';

function ask(search = ''): Query {
	const { value } = parseQuery(PngQuery, new URLSearchParams(search));
	if (!value) throw new Error(search);
	return value;
}

function toCard(view: TableView, query: Query): Card {
	const isRanking = view.dimensions.length > 1;
	return isRanking ? toReachCard([view], view.title, query) : toStackCard(view, query);
}

function svgOf(view: TableView, search = ''): Element[] {
	const query = ask(search);
	return readXml(drawSvg(toCard(view, query), query));
}

const texts = (elements: readonly Element[]) =>
	elements.filter(({ name }) => name === 'text').map(({ text }) => text);

/** Lines of hatching, each a path of its own with all strokes of one box. */
const hatches = (elements: readonly Element[]) =>
	elements.filter(
		({ attributes }) => attributes.get('stroke')?.toLowerCase() === inkOf('light').hatch
	);

const complete: Record<string, number> = {
	'2026-W44 *': 1000,
	'2026-W44 2.0': 100,
	'2026-W44 2.1': 900,
	'2026-W46 *': 1480,
	'2026-W46 2.0': 560,
	'2026-W46 2.1': 920
};

test.each([
	['bands over time', versionView()],
	['a ranking', integrationView()]
])('%s: the SVG is well-formed and says its title, summary, range and policy', (_, view) => {
	const card = toCard(view, ask());
	const elements = svgOf(view);
	expect(elements[0]?.name).toBe('svg');
	expect(elements.find(({ name }) => name === 'title')?.text).toBe(card.title);
	expect(elements.find(({ name }) => name === 'desc')?.text).toContain(card.summary);
	const said = texts(elements).join(' ');
	expect(said).toContain(card.title);
	expect(said).toContain(card.summary);
	expect(said.toLowerCase()).toContain(card.facts.range.toLowerCase());
	expect(said).toContain('k = 10, counts rounded to 5');
	expect(said).toContain('Synthetic sample data');
	expect(said).toContain('idden');
});

test('the SVG is inert: shapes and text, no script, style, handler or reference to anything outside', () => {
	for (const view of [versionView(), integrationView()]) {
		for (const { name, attributes } of svgOf(view, 'theme=dark&bg=transparent')) {
			expect(['svg', 'title', 'desc', 'g', 'clipPath', 'rect', 'path', 'text']).toContain(name);
			for (const [attribute, value] of attributes) {
				expect(attribute).not.toMatch(/^on|href|^style$|^src$|base$/i);
				if (attribute !== 'xmlns') expect(value).not.toMatch(/:|\/\/|url\((?!#)/);
			}
		}
	}
});

test('a label is shown to the letter, whatever it tries to be', () => {
	const label = '<script>alert("1")</script>&amp;';
	const view = versionView();
	const [dimension] = view.dimensions;
	if (!dimension) throw new Error('no dimension');
	const dimensions = [{ ...dimension, labels: { ...dimension.labels, '2.1': label } }];
	const elements = svgOf({ ...view, title: label, dimensions });
	expect(elements.map(({ name }) => name)).not.toContain('script');
	expect(elements.find(({ name }) => name === 'title')?.text).toBe(label);
	expect(texts(elements).filter((text) => text === label)).toHaveLength(2);
});

test('a title of any letters leaves the document well-formed', () => {
	const query = ask();
	const card = toCard(versionView(), query);
	const letters = fc
		.string({ unit: 'binary', maxLength: 40 })
		.map((text) => text.replaceAll('\0', ''));
	fc.assert(
		fc.property(letters, (title) => {
			readXml(drawSvg({ ...card, title }, query));
		}),
		{ numRuns: 8 }
	);
});

test('what is hidden is hatched, and nothing is where nothing is hidden', () => {
	const bare = 'legend=false&level=minor';
	const all = versionView(complete);
	const known = all.cells.map((cell) =>
		cell.status === 'hidden' ? { ...cell, value: 0, status: 'published' as const } : cell
	);
	const shown = hatches(svgOf({ ...all, cells: known }, bare)).length;
	const part = hatches(svgOf(versionView(), bare)).length;
	const week = { '2026-W44 *': null, '2026-W44 2.0': null, '2026-W44 2.1': null };
	const hidden = hatches(svgOf(versionView({ ...complete, ...week }), bare)).length;
	expect(shown).toBe(0);
	expect(part).toBeGreaterThan(0);
	expect(hidden).toBeGreaterThan(0);
	expect(hatches(svgOf(integrationView(), bare)).length).toBe(1);
});

test('a picture without a legend still says what hatching means', () => {
	const said = texts(svgOf(versionView(), 'legend=false')).join(' ');
	expect(said).toContain('Hatched: hidden, fewer than 10 possible');
	expect(texts(svgOf(versionView())).join(' ')).not.toContain('Hatched');
});

test('a picture shows no 0 for what is hidden or missing', () => {
	const said = texts(svgOf(integrationView(), 'measure=count'));
	expect(said.filter((text) => text === '0')).toHaveLength(1);
	expect(said.filter((text) => text === 'hidden')).toHaveLength(1);
	expect(texts(svgOf(versionView())).filter((text) => /^0 |\(0\)/.test(text))).toEqual([]);
});

test('a PNG has the asked-for pixels, and the same each time', async () => {
	const query = ask('width=480&height=300&scale=3');
	const card = toCard(versionView(), query);
	const png = Buffer.from(await drawPng(card, query));
	expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
	expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1440, 900]);
	expect(Buffer.from(await drawPng(card, query)).equals(png)).toBe(true);
});

test('a picture shows nothing of the one drawn before it', async () => {
	const query = ask('width=600');
	const [light, dark] = [query, ask('width=600&theme=dark&bg=112233')];
	const first = await drawPng(toCard(versionView(), light), light);
	const other = await drawPng(toCard(integrationView(), dark), dark);
	expect(Buffer.from(other).equals(first)).toBe(false);
	expect(await drawPng(toCard(versionView(), light), light)).toEqual(first);
	expect(await drawPng(toCard(integrationView(), dark), dark)).toEqual(other);
});

test('text in the SVG keeps its weight and its width, whatever font shows it', () => {
	const placed = svgOf(versionView()).filter(({ name }) => name === 'text');
	expect(placed.length).toBeGreaterThan(10);
	for (const { attributes } of placed) {
		expect(attributes.get('font-family')).toMatch(/^Inter,/);
		expect(Number(attributes.get('textLength'))).toBeGreaterThan(0);
	}
	expect(placed.some(({ attributes }) => attributes.get('font-weight') === '600')).toBe(true);
});

test('a heatmap says every number and hatches every hidden combination, and never a 0 for one', () => {
	const query = ask('measure=count&width=1200');
	const card = toHeatCard(integrationByDeploymentView(), query);
	if (card.chart.kind !== 'heat') throw new Error(card.chart.kind);
	const counts = card.chart.rows.flatMap(({ cells }) => cells.map(({ count }) => count));
	const elements = readXml(drawSvg(card, query));
	const said = texts(elements);
	for (const { value } of counts) if (value !== null) expect(said).toContain(String(value));
	const hidden = counts.filter(({ status }) => status === 'hidden').length;
	expect(hidden).toBeGreaterThan(0);
	expect(said.filter((text) => text === 'hidden')).toHaveLength(hidden);
	const zeros = counts.filter(({ value }) => value === 0).length;
	expect(said.filter((text) => text === '0')).toHaveLength(zeros);
	expect(said.join(' ')).toContain('Number of instances · Small figures: instances in all');
	expect(hatches(elements).length).toBeGreaterThanOrEqual(hidden);
});

test('where a number does not fit, a heatmap leaves it out rather than cutting it', () => {
	const query = ask('measure=count&width=200');
	const card = toHeatCard(integrationByDeploymentView(), query);
	if (card.chart.kind !== 'heat') throw new Error(card.chart.kind);
	const numbers = card.chart.rows.flatMap(({ total, cells }) =>
		[total, ...cells.map(({ count }) => count)].map(({ value }) => value)
	);
	const totals = card.chart.columns.map(({ total }) => total.value);
	const known = new Set([...numbers, ...totals].map(String));
	const said = texts(readXml(drawSvg(card, query)));
	for (const text of said) if (/^[\d,]+…?$/.test(text)) expect(known).toContain(text);
});
