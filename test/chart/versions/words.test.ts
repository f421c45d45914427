import { expect, test } from 'vitest';
import { toCapacity } from '../../../src/lib/chart/model/figures/capacity.ts';
import { toAdoption } from '../../../src/lib/chart/model/versions/adoption.ts';
import { toAtLeast } from '../../../src/lib/chart/model/versions/at-least.ts';
import { toTail } from '../../../src/lib/chart/model/versions/tail.ts';
import {
	summarizeAdoption,
	summarizeAtLeast,
	toAdoptionGrid,
	toAtLeastGrid
} from '../../../src/lib/chart/model/versions/words.ts';
import { versionView } from '../views.ts';

const releases = [
	{ version: '2.0.0', day: '2026-02-01' },
	{ version: '2.1.0', day: '2026-10-28' }
];

test('adoption is told with days, and not bridged over a gap', () => {
	const adoption = toAdoption(versionView({ '2026-W44 2.1': 300 }), releases);
	expect(summarizeAdoption(adoption)).toContain('No release followed here');
	const [newest] = toAdoptionGrid(adoption).rows;
	expect(newest?.cells[0]?.text).toBe('4 to 18 days');
	expect(newest?.cells[1]?.text).toBe('not yet');
});

test('what would break is told as an interval', () => {
	const chart = toAtLeast(versionView(), '2.1', 'count');
	expect(summarizeAtLeast(chart)).toMatch(/^In week 46 of 2026, 508 to 564 instances \(3/);
	expect(toAtLeastGrid(chart).rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
		['918', '920', '974'],
		['', '', ''],
		expect.anything()
	]);
});

test('the tail counts what is certainly old, and what may be', () => {
	const [first] = toTail(versionView(), releases)?.steps ?? [];
	expect(first).toMatchObject({ days: 90, count: { value: 560, low: 508, high: 564 } });
	expect(toTail(versionView(), [])).toBeUndefined();
});

test('capacity is at least where the bands begin', () => {
	const view = versionView();
	const period = view.periods.slice(-1);
	const value = (code: string) =>
		({ '*': 100, '0': 40, '1 to 9': 30, '10 or more': 30 })[code] ?? 0;
	const codes = ['0', '1 to 9', '10 or more'];
	const bands = {
		...view,
		periods: period,
		dimensions: [
			{
				id: 'reviews',
				title: 'Reviews',
				additive: true,
				labels: {},
				categories: codes.map((code) => ({ code, parent: '*' }))
			}
		],
		cells: ['*', ...codes].map((code) => ({
			period: period[0]?.id ?? '',
			categories: [code],
			value: value(code),
			status: 'published' as const
		}))
	};
	expect(toCapacity(bands)[0]).toMatchObject({ least: 28 + 280, closedMost: 32 * 9 });
	expect(() => toCapacity(view)).toThrow(RangeError);
});
