import { expect, test } from 'vitest';
import { toReachConfig } from '../../src/lib/chart/draw/reach-config.ts';
import { reachText } from '../../src/lib/chart/draw/reading-text.ts';
import { toReachGrid } from '../../src/lib/chart/model/grid.ts';
import { toReach } from '../../src/lib/chart/model/reach.ts';
import { summarizeReach } from '../../src/lib/chart/model/summary.ts';
import { integrationView } from './views.ts';

const reach = toReach([integrationView()], 'share');

test('features are ranked by the share of yes, hidden ones last', () => {
	expect(reach.rows.map(({ label }) => label)).toEqual(['GitHub', 'Jira', 'Forgejo']);
	expect(reach.rows[0]?.share.value).toBe(860 / 1480);
});

test('a hidden feature has no bar and says why', () => {
	const { data } = toReachConfig(reach, { scheme: 'dark', isAnimated: false });
	expect(data.datasets[0]?.data).toEqual([860 / 1480, 300 / 1480, null]);
	expect(reach.rows.map((row) => reachText(reach, row)).at(-1)).toBe(
		'hidden, fewer than 10 possible'
	);
});

test('the sentence names the feature that reaches furthest and how many are hidden', () => {
	expect(summarizeReach(reach)).toBe(
		'In week 46 of 2026, GitHub reached furthest, with 58% of 1,480 instances; 1 of 3 features are hidden.'
	);
});

test('hidden stays without a number in the table', () => {
	expect(toReachGrid(reach).rows[2]?.cells.map(({ text }) => text)).toEqual(['', '', '1,480', '']);
});
