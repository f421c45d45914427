import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toChange } from '../../../src/lib/chart/model/estimate/change.ts';
import { estimateOf } from '../../../src/lib/chart/model/estimate/estimate.ts';
import { toFigures } from '../../../src/lib/chart/model/figures/figures.ts';
import { toFindings } from '../../../src/lib/chart/model/figures/findings.ts';
import { toPublishedValue } from '../../../src/lib/disclosure/interval.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { integrationView, versionView } from '../views.ts';

const policy = Policy.parse({});
const published = (value: number) => estimateOf({ value, status: 'published' }, policy);
const releases = [{ version: '2.1.33', day: '2026-10-25' }];

describe('a change', () => {
	test('is told with what rounding allows', () => {
		expect(toChange(published(120), published(100), 'count').text).toBe('up about 20 (16 to 24)');
		expect(toChange(published(100), published(120), 'count').text).toBe('down about 20 (16 to 24)');
	});

	test('that rounding could have made is none', () => {
		expect(toChange(published(100), published(100), 'count').text).toBe(
			'no change beyond rounding'
		);
		expect(toChange(published(105), published(100), 'count').direction).toBe('up');
		expect(toChange(published(15), published(10), 'count')).toMatchObject({ low: 1, high: 7 });
	});

	test('from or to a hidden number is unknown', () => {
		const hidden = estimateOf({ value: null, status: 'hidden' }, policy);
		expect(toChange(hidden, published(100), 'count').direction).toBe('unknown');
		expect(toChange(published(100), hidden, 'share').text).toBe('change not shown');
	});

	test('of shares is one of percentage points', () => {
		const share = (value: number) =>
			({ value, status: 'published', low: value - 0.01, high: value + 0.01 }) as const;
		expect(toChange(share(0.5), share(0.3), 'share').text).toBe(
			'up about 20 percentage points (18 to 22)'
		);
	});

	test('never goes against the true one', () => {
		const count = fc.integer({ min: 10, max: 200 });
		fc.assert(
			fc.property(count, count, (before, now) => {
				const [a, b] = [before, now].map((n) => published(toPublishedValue(n, policy)));
				if (!a || !b) return;
				const { direction } = toChange(b, a, 'count');
				if (direction === 'up') expect(now).toBeGreaterThan(before);
				if (direction === 'down') expect(now).toBeLessThan(before);
			})
		);
	});
});

describe('the tiles', () => {
	test('show total, newest minor and furthest feature of the newest released period', () => {
		const figures = toFigures([versionView(), integrationView()]);
		expect(figures.map(({ id, text, unit }) => `${id}: ${text} ${unit}`)).toEqual([
			'total: 1,480 instances',
			'newest-minor: 62% of instances run 2.1',
			'feature: 58% of instances use GitHub'
		]);
	});

	test('compare with the start of the range, and with no gap', () => {
		const [total] = toFigures([versionView()]);
		expect(total?.sincePrevious?.direction).toBe('unknown');
		expect(total?.sinceStart?.text).toBe('up about 480 (476 to 484)');
		expect(total?.series.map(({ status }) => status)).toEqual([
			'published',
			'missing',
			'published'
		]);
	});

	test('say that a total is hidden', () => {
		const [total] = toFigures([versionView({ '2026-W46 *': null })]);
		expect(total).toMatchObject({
			text: 'hidden, fewer than 10 possible',
			unit: '',
			status: 'hidden'
		});
	});
});

describe('findings', () => {
	test('say what moved beyond rounding, what is old and what spread', () => {
		expect(
			toFindings([versionView(), integrationView()], releases).map(({ text }) => text)
		).toEqual([
			'62% of instances run 2.1, down about 28 percentage points (27 to 28) since week 44 of 2026.',
			'2.0 is the oldest minor that is shown: about 510 instances still run it.'
		]);
	});

	test('lead to the cells that they are about', () => {
		const [newest] = toFindings([versionView()], releases);
		expect(newest).toMatchObject({ table: 'version', categories: ['2.1'] });
	});

	test('are none where nothing is shown', () => {
		const bare = versionView();
		const cells = bare.cells.map((cell) => ({ ...cell, value: null, status: 'hidden' as const }));
		expect(toFindings([{ ...bare, cells }], releases)).toEqual([]);
	});
});
