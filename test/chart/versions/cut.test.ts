import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCuts, type Cut } from '../../../src/lib/chart/model/versions/cut.ts';
import { compareVersionCodes } from '../../../src/lib/schema/version.ts';
import { versionView } from '../views.ts';
import { cutVersion, publishedFleet, trueCut } from './published-fleet.ts';

const newest = (view: Parameters<typeof toCuts>[0], version: string) =>
	toCuts(view, version).at(-1) as Cut;

describe('a cut', () => {
	test('leaves open what may lie on either side', () => {
		const { atLeast, below } = newest(versionView(), '2.1');
		// 1,480 is at most 1,482, and at least 508 of the 510 on 2.0 are certainly older.
		expect(atLeast.count).toEqual({ value: 920, status: 'published', low: 918, high: 1482 - 508 });
		expect(atLeast.share.value).toBe(920 / 1480);
		expect(below.count).toMatchObject({ value: 560, low: 508, high: 1482 - 918 });
	});

	test('knows a merged rest by its parent', () => {
		const rest = { '2026-W46 2.0': null, '2026-W46 2.0.18': null, '2026-W46 2.0 other': 510 };
		expect(newest(versionView(rest), '2.1').below.count.low).toBe(508);
		expect(newest(versionView(), '2.1.33').atLeast.count).toMatchObject({ value: 800, low: 798 });
		expect(newest(versionView(), '2.0').atLeast.count).toMatchObject({
			value: 1450,
			low: 1448
		});
	});

	test('knows a minor as a whole though its patches are hidden', () => {
		const view = versionView({ '2026-W46 2.1.33': null, '2026-W46 2.1 other': null });
		expect(newest(view, '2.1').atLeast.count).toMatchObject({ value: 920, low: 918 });
		expect(newest(view, '2.1.33').atLeast.count).toMatchObject({ value: null, status: 'hidden' });
	});

	test('has no number where the period is missing, and no zero where all is hidden', () => {
		const [, gap] = toCuts(versionView(), '2.1');
		expect(gap?.atLeast.count).toEqual({ value: null, status: 'missing', low: null, high: null });
		expect(newest(versionView(), '9').atLeast.count).toMatchObject({ value: null, low: 0 });
	});

	test('refuses what is no version', () => {
		expect(() => toCuts(versionView(), 'latest')).toThrow(RangeError);
		expect(() => toCuts({ ...versionView(), dimensions: [] }, '2.1')).toThrow(RangeError);
	});
});

describe('of any fleet', () => {
	test('the true number lies within the bounds, as a count and as a share', () => {
		fc.assert(
			fc.property(publishedFleet, cutVersion, ({ truth, view }, version) => {
				toCuts(view, version).forEach(({ atLeast, below }, week) => {
					const { above, total } = trueCut(truth[week] ?? new Map(), version);
					for (const [side, count] of [
						[atLeast, above],
						[below, total - above]
					] as const) {
						expect(count).toBeGreaterThanOrEqual(side.count.low ?? NaN);
						expect(count).toBeLessThanOrEqual(side.count.high ?? NaN);
						expect(count / total).toBeGreaterThanOrEqual((side.share.low ?? NaN) - 1e-12);
						expect(count / total).toBeLessThanOrEqual((side.share.high ?? NaN) + 1e-12);
					}
				});
			}),
			{ numRuns: 500 }
		);
	});

	test('a newer version is run by no more units', () => {
		fc.assert(
			fc.property(publishedFleet, cutVersion, cutVersion, ({ view }, one, other) => {
				const [older, newer] = [one, other].sort(compareVersionCodes) as [string, string];
				const upper = toCuts(view, older);
				toCuts(view, newer).forEach(({ atLeast }, week) => {
					for (const measure of ['count', 'share'] as const) {
						const most = upper[week]?.atLeast[measure];
						for (const key of ['low', 'value', 'high'] as const) {
							expect(atLeast[measure][key] ?? 0).toBeLessThanOrEqual((most?.[key] ?? 0) + 1e-12);
						}
					}
				});
			}),
			{ numRuns: 500 }
		);
	});

	test('the value lies within its bounds', () => {
		fc.assert(
			fc.property(publishedFleet, cutVersion, ({ view }, version) => {
				for (const { atLeast, below } of toCuts(view, version)) {
					for (const { low, value, high } of [atLeast, below].flatMap((side) => [
						side.count,
						side.share
					])) {
						expect(low).toBeLessThanOrEqual(value ?? high ?? NaN);
						expect(value ?? low).toBeLessThanOrEqual(high ?? NaN);
					}
				}
			})
		);
	});
});
