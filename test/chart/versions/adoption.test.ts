import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toAdoption } from '../../../src/lib/chart/model/versions/adoption.ts';
import { toMilestone } from '../../../src/lib/chart/model/versions/milestone.ts';
import { Policy } from '../../../src/lib/schema/policy.ts';
import { versionView } from '../views.ts';
import { publish, publishedFleet, trueCut } from './published-fleet.ts';

const releases = [
	{ version: '2.0.18', day: '2026-02-26' },
	{ version: '2.1.29', day: '2026-02-27' },
	{ version: '2.1.30', day: '2026-10-19' },
	{ version: '2.1.31', day: '2026-10-19' },
	{ version: '2.1.33', day: '2026-11-05' },
	{ version: '2.2.0', day: '2026-11-16' }
];

/** Weeks from 2026-W10 (its last day is 8 March) with so many of 100 on 2.1, the others on 2.0. */
const weeks = (...newer: number[]) =>
	publish(
		newer.map(
			(count) =>
				new Map(
					[
						['2.0.1', 100 - count],
						['2.1.0', count]
					].filter(([, n]) => n) as [string, number][]
				)
		),
		Policy.parse({ base: 1 }),
		() => false
	);
const line = (view: ReturnType<typeof weeks>) =>
	toAdoption(view, [{ version: '2.1.0', day: '2026-03-05' }]).lines[0];

describe('adoption since release day', () => {
	test('follows releases from old to new, the newest strongest, and none that nothing follows', () => {
		const { lines } = toAdoption(versionView(), releases);
		expect(lines.map(({ label }) => label)).toEqual([
			'2.0 (from 2.0.18)',
			'2.1 (from 2.1.29)',
			'2.1.30 to 2.1.31',
			'2.1.33'
		]);
		expect(lines.at(-1)?.tone).toEqual({ kind: 'ramp', position: 1 });
	});

	test('counts days from the release to the end of each period, missing ones as missing', () => {
		const points = toAdoption(versionView(), releases).lines[2]?.points ?? [];
		expect(points.map(({ day, status }) => [day, status])).toEqual([
			[13, 'hidden'],
			[20, 'missing'],
			[27, 'published']
		]);
	});

	test('works in months', () => {
		const view = versionView();
		const month = {
			id: '2026-11',
			granularity: 'month',
			start: '2026-11-01',
			end: '2026-12-01'
		} as const;
		const cells = view.cells.filter(({ period }) => period === '2026-W46');
		const monthly = {
			...view,
			granularity: 'month' as const,
			periods: [month],
			cells: cells.map((cell) => ({ ...cell, period: month.id }))
		};
		expect(toAdoption(monthly, releases).lines.at(-2)?.points[0]).toMatchObject({
			day: 25,
			value: 800 / 1480
		});
	});
});

describe('the day a share is reached', () => {
	test('lies on the straight line between two periods', () => {
		const found = line(weeks(20, 60, 90));
		// Days 3, 10, 17: 50 % after 3 + 7 · 30/40, 80 % after 10 + 7 · 20/30.
		expect(found?.t50).toEqual({ value: 8.25, low: 8.25, high: 8.25 });
		expect(found?.t80.value).toBeCloseTo(14 + 2 / 3, 9);
	});

	test('is not there yet while the share is lower', () => {
		expect(line(weeks(20, 40))?.t50).toEqual({ value: undefined, low: undefined, high: undefined });
	});

	test('lies between two days where a period is hidden or missing, or before the first', () => {
		const point = (day: number, value: number | null) =>
			({
				day,
				value,
				low: value,
				high: value,
				status: value === null ? 'hidden' : 'published'
			}) as const;
		expect(toMilestone([point(3, 0.2), point(10, null), point(17, 0.6)], 0.5)).toEqual({
			value: undefined,
			between: [3, 17],
			low: 3,
			high: 17
		});
		expect(toMilestone([point(3, 0.7)], 0.5).between).toEqual([0, 3]);
	});

	test('of any fleet lies within its bounds', () => {
		fc.assert(
			fc.property(
				publishedFleet,
				fc.constantFrom('2.1.0', '2.1.1', '1.2.3'),
				({ truth, view }, version) => {
					const list = [
						{ version: version.replace(/\d+$/, '9'), day: '2020-01-01' },
						{ version, day: '2026-03-05' }
					];
					const points = toAdoption(view, list).lines[0]?.points ?? [];
					const real = points.map(({ day, period, ...point }, week) => {
						const { above, total } = trueCut(truth[week] ?? new Map(), version);
						const share = above / total;
						return { ...point, period, day, value: share, low: share, high: share };
					});
					for (const share of [0.5, 0.8]) {
						const [day, { low, high }] = [
							toMilestone(real, share).value,
							toMilestone(points, share)
						];
						if (high !== undefined && day !== undefined)
							expect(day).toBeLessThanOrEqual(high + 1e-9);
						if (day !== undefined) expect(low).toBeLessThanOrEqual(day + 1e-9);
					}
				}
			),
			{ numRuns: 300 }
		);
	});
});
