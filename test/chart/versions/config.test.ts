import { expect, test } from 'vitest';
import { lineStyles } from '../../../src/lib/chart/draw/line-styles.ts';
import { toAdoptionConfig } from '../../../src/lib/chart/draw/versions/adoption-config.ts';
import { toAtLeastConfig } from '../../../src/lib/chart/draw/versions/at-least-config.ts';
import { estimateText } from '../../../src/lib/chart/draw/reading-text.ts';
import { lineLimit, toAdoption } from '../../../src/lib/chart/model/versions/adoption.ts';
import { toAtLeast } from '../../../src/lib/chart/model/versions/at-least.ts';
import { versionView } from '../views.ts';

const still = { scheme: 'light', isAnimated: false } as const;
const releases = [
	{ version: '2.1.29', day: '2026-02-27' },
	{ version: '2.1.33', day: '2026-10-28' }
];

test('a hidden or missing point of an adoption is no number, so it breaks the line', () => {
	const { data } = toAdoptionConfig(toAdoption(versionView(), releases), still);
	expect(data.datasets[1]?.data).toEqual([
		{ x: 4, y: null },
		{ x: 11, y: null },
		{ x: 18, y: 800 / 1480 }
	]);
});

test('no two lines look alike without colour', () => {
	expect(lineStyles).toHaveLength(lineLimit);
	for (const part of ['borderDash', 'pointStyle'] as const) {
		const looks = lineStyles.map((style) => JSON.stringify(style[part]));
		expect(new Set(looks).size).toBe(lineLimit);
	}
});

test('a column is solid as far as it is certain, and a gap where nothing is known', () => {
	const view = versionView({ '2026-W44 *': null });
	const { data } = toAtLeastConfig(toAtLeast(view, '2.1', 'count'), still);
	expect(data.datasets.map((dataset) => dataset.data)).toEqual([
		[null, null, 918],
		[null, null, 974 - 918]
	]);
});

test('a number is said with its room, and no hidden one as a number', () => {
	const say = (estimate: Parameters<typeof estimateText>[0]) =>
		estimateText(estimate, 'share', 'hidden');
	expect(say({ value: 0.5, status: 'published', low: 0.48, high: 0.53 })).toBe('50% (48% to 53%)');
	expect(say({ value: null, status: 'hidden', low: 0, high: 0.12 })).toBe(
		'hidden, 0% to 12% possible'
	);
	expect(say({ value: null, status: 'hidden', low: null, high: null })).toBe('hidden');
	expect(say({ value: null, status: 'missing', low: null, high: null })).toBe('no data');
});
