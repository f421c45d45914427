import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heightsOf } from '../../src/lib/chart/draw/heights.ts';
import { readingText } from '../../src/lib/chart/draw/reading-text.ts';
import { toStackConfig } from '../../src/lib/chart/draw/stack-config.ts';
import { bandLimit, remainder, toStack, type Stack } from '../../src/lib/chart/model/stack.ts';
import { versionView } from './views.ts';

const still = { scheme: 'light', isAnimated: false } as const;

/** What the reader is told for one band in one period. */
function said(stack: Stack, band: number, period: number): string {
	const found = stack.bands.at(band);
	if (!found) throw new RangeError(`no band ${band}`);
	return readingText(stack, found, period);
}

const labels = (stack: { bands: readonly { label: string }[] }) =>
	stack.bands.map(({ label }) => label);

test('versions stack old to new, then the unknown, then what is left', () => {
	expect(labels(toStack(versionView(), 'share', 'minor'))).toEqual([
		'2.0',
		'2.1',
		'Unknown',
		'other or hidden'
	]);
});

test('a level shows its own categories and what nothing lies below', () => {
	expect(labels(toStack(versionView(), 'share', 'major'))).toEqual(['2', 'Unknown', remainder]);
	const patches = toStack(versionView({ '2026-W46 2.1.16-pre': 15 }), 'share', 'patch');
	expect(labels(patches)).toEqual([
		'2.0 (patch not shown)',
		'2.0.18',
		'2.1 (patch not shown)',
		'2.1.16 pre-release',
		'2.1.33',
		'Unknown',
		remainder
	]);
});

test('the newest version is the strongest', () => {
	const tones = toStack(versionView(), 'share', 'minor').bands.map(({ tone }) => tone);
	expect(tones.slice(0, 2)).toEqual([
		{ kind: 'ramp', position: 0 },
		{ kind: 'ramp', position: 1 }
	]);
});

test('a merged rest is part of what is left, not a band', () => {
	const stack = toStack(versionView({ '2026-W46 other': 15 }), 'count', 'minor');
	expect(stack.bands.at(-1)?.readings.at(-1)?.value).toBe(1480 - 510 - 920 - 20);
});

test('a hidden cell is no bar, never a zero', () => {
	const stack = toStack(versionView(), 'share', 'minor');
	expect(stack.bands[0]?.readings[0]).toEqual({ value: null, status: 'hidden' });
	expect(toStackConfig(stack, still).data.datasets[0]?.data[0]).toBeNull();
	expect(said(stack, 0, 0)).toBe('hidden, fewer than 10 possible');
});

test('a period without a release is a gap in every band, the remainder included', () => {
	const stack = toStack(versionView(), 'share', 'minor');
	const columns = toStackConfig(stack, still).data.datasets.map(({ data }) => data[1]);
	expect(columns).toEqual([null, null, null, null]);
	expect(said(stack, 3, 1)).toBe('no data');
});

test('shares are made from the published total', () => {
	const heights = heightsOf(toStack(versionView(), 'share', 'minor'));
	expect(heights[1]?.[2]).toBe(920 / 1480);
});

test('without a published total there is no share', () => {
	const stack = toStack(versionView({ '2026-W46 *': null }), 'share', 'minor');
	expect(heightsOf(stack).map((band) => band[2])).toEqual([null, null, null, null]);
});

test('a remainder below k is not said as a number', () => {
	const stack = toStack(versionView({ '2026-W46 *': 1455 }), 'share', 'minor');
	expect(stack.bands.at(-1)?.readings[2]?.value).toBe(5);
	expect(said(stack, -1, 2)).toBe('fewer than 10 possible');
});

test('a category that is never published gets no band', () => {
	expect(labels(toStack(versionView(), 'share', 'patch'))).not.toContain('2.1.16 pre-release');
});

const value = fc.option(
	fc.integer({ min: 2, max: 400 }).map((n) => n * 5),
	{ nil: null }
);

test('a column of shares never exceeds the whole, and nothing hidden has a height', () => {
	fc.assert(
		fc.property(value, value, value, value, (total, older, newer, unknown) => {
			const view = versionView({
				'2026-W46 *': total,
				'2026-W46 2.0': older,
				'2026-W46 2.1': newer,
				'2026-W46 unknown': unknown
			});
			const stack = toStack(view, 'share', 'minor');
			const column = heightsOf(stack).map((band) => band[2] ?? null);
			const sum = column.reduce<number>((all, part) => all + (part ?? 0), 0);
			expect(sum).toBeLessThanOrEqual(1 + 1e-9);
			stack.bands.forEach((band, index) => {
				if (band.readings[2]?.value === null) expect(column[index]).toBeNull();
				else if (band.code !== remainder && total !== null)
					expect(column[index]).toBeGreaterThan(0);
			});
			expect(stack.bands.at(-1)?.readings[2]?.value ?? 0).toBeGreaterThanOrEqual(0);
		})
	);
});

test('more versions than can be told apart are folded, smallest peak first', () => {
	const view = versionView();
	const codes = Array.from({ length: bandLimit + 3 }, (_, index) => `3.${index}`);
	const many = {
		...view,
		dimensions: view.dimensions.map((dimension) => ({
			...dimension,
			categories: codes.map((code) => ({ code, parent: '*' }))
		})),
		cells: [
			...view.cells.filter(({ categories }) => categories[0] === '*'),
			...codes.map((code, index) => ({
				period: '2026-W46',
				categories: [code],
				value: 10 + 5 * index,
				status: 'published' as const
			}))
		]
	};
	const stack = toStack(many, 'share', 'major');
	expect(stack.folded).toBe(3);
	expect(stack.bands.map(({ code }) => code)).toEqual([...codes.slice(3), remainder]);
});

test('a minor whose patches are hidden or merged stays on the chart at patch level', () => {
	const stack = toStack(versionView(), 'count', 'patch');
	const band = stack.bands.find(({ label }) => label === '2.1 (patch not shown)');
	expect(band?.code).toBe('2.1');
	expect(band?.readings.map(({ value, status }) => value ?? status)).toEqual([
		900,
		'missing',
		920 - 800
	]);
	expect(stack.bands.at(-1)?.readings[2]?.value).toBe(1480 - (500 + 10) - (800 + 120) - 20);
});

test('what published patches leave of their minor is hidden below k', () => {
	const stack = toStack(versionView({ '2026-W46 2.1.33': 915 }), 'count', 'patch');
	const band = stack.bands.find(({ code }) => code === '2.1');
	expect(band?.readings[2]).toEqual({ value: null, status: 'hidden' });
	expect(stack.bands.some(({ label }) => label.startsWith('2.0 ('))).toBe(true);
});

test('one category can be the whole, divided into its children', () => {
	const stack = toStack(versionView(), 'share', 'minor', '2.1');
	expect(labels(stack)).toEqual(['2.1.33', remainder]);
	expect(stack.within).toBe('2.1');
	expect(stack.totals[2]?.value).toBe(920);
	expect(stack.bands.map(({ readings }) => readings[2]?.value)).toEqual([800, 120]);
	expect(() => toStack(versionView(), 'share', 'minor', '2.1.33')).toThrow(RangeError);
});
