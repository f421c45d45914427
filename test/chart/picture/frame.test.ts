import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toFrame, type Frame, type FrameContent } from '../../../src/lib/chart/picture/frame.ts';
import { markSize } from '../../../src/lib/chart/picture/lay-legend.ts';
import type { LegendEntry } from '../../../src/lib/chart/picture/legend.ts';
import type { MeasureText } from '../../../src/lib/chart/picture/text-lines.ts';

const measure: MeasureText = (text, { size }) => text.length * size * 0.55;

const entry = (label: string): LegendEntry => ({
	mark: { kind: 'neutral' },
	label,
	value: '12% (180)'
});

const content: FrameContent = {
	title: 'Version adoption',
	summary: 'In week 46 of 2026, 67% of 1,460 instances ran 2.2.',
	legend: { head: 'Week 46 of 2026', entries: ['2.0', '2.1', '2.2'].map(entry), note: '' },
	facts: ['Week 20 to week 46 of 2026', 'k = 10, counts rounded to 5', 'Synthetic sample data'],
	extras: ['12 of 96 cells hidden', 'Murmuration'],
	hidden: 'hidden, fewer than 10 possible'
};

const said = ({ texts }: Frame) => texts.map(({ text }) => text).join(' | ');

test('a frame says everything where it chooses the height itself', () => {
	const frame = toFrame(content, { width: 960, chartHeight: 320 }, measure);
	expect(frame.height - frame.padding.top - frame.padding.bottom).toBe(320);
	for (const text of ['Version adoption', 'ran 2.2', '12% (180)', ...content.facts]) {
		expect(said(frame)).toContain(text);
	}
	expect(said(frame)).not.toContain('Hatched');
});

test('entries of a legend stand in columns', () => {
	const { marks } = toFrame(content, { width: 960, chartHeight: 320 }, measure);
	expect(new Set(marks.map(({ y }) => y)).size).toBe(1);
	const narrow = toFrame(content, { width: 200, chartHeight: 320 }, measure);
	expect(new Set(narrow.marks.map(({ x }) => x)).size).toBe(1);
});

test('where room is short the summary goes first, then the legend, which leaves the meaning of hatching', () => {
	const at = (height: number) =>
		said(toFrame(content, { width: 960, height, chartHeight: 320 }, measure));
	const [all, noSummary, noLegend, barest] = [330, 255, 220, 160].map(at);
	expect(all).toContain('ran 2.2');
	expect(noSummary).not.toContain('ran 2.2');
	expect(noSummary).toContain('12% (180)');
	expect(noLegend).not.toContain('12% (180)');
	expect(noLegend).toContain('Version adoption');
	expect(noLegend).toContain('Hatched: hidden, fewer than 10 possible');
	expect(barest).not.toContain('Version adoption');
	for (const fact of content.facts) expect(barest).toContain(fact);
});

test('whatever the size, texts and marks stay inside and away from the chart, and k is said', () => {
	const text = fc.string({ minLength: 1, maxLength: 60 });
	const anything = fc.record({
		title: fc.option(text, { nil: undefined }),
		summary: fc.option(fc.lorem({ maxCount: 24 }), { nil: undefined }),
		legend: fc.option(
			fc.record({
				head: fc.constantFrom('', 'Week 46 of 2026'),
				entries: fc.array(text.map(entry), { maxLength: 12 }),
				note: fc.constant('')
			}),
			{ nil: undefined }
		)
	});
	const size = fc.record({
		width: fc.integer({ min: 200, max: 2400 }),
		height: fc.option(fc.integer({ min: 160, max: 1600 }), { nil: undefined }),
		chartHeight: fc.constant(320)
	});
	fc.assert(
		fc.property(anything, size, (some, asked) => {
			const frame = toFrame({ ...content, ...some }, asked, measure);
			const chart = { top: frame.padding.top, bottom: frame.height - frame.padding.bottom };
			expect(chart.bottom - chart.top).toBeGreaterThanOrEqual(30);
			for (const { text: one, x, y, style } of frame.texts) {
				expect(x).toBeGreaterThanOrEqual(0);
				expect(x + measure(one, style)).toBeLessThanOrEqual(frame.width);
				expect(y - style.size).toBeGreaterThanOrEqual(0);
				expect(y).toBeLessThanOrEqual(frame.height);
				expect(y <= chart.top || y - style.size >= chart.bottom).toBe(true);
			}
			for (const { x, y } of frame.marks) {
				expect(x + markSize).toBeLessThanOrEqual(frame.width);
				expect(y).toBeGreaterThanOrEqual(chart.bottom);
			}
			expect(said(frame)).toContain('k = 10');
		})
	);
});
