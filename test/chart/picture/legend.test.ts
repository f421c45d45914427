import { expect, test } from 'vitest';
import { toReach } from '../../../src/lib/chart/model/reach.ts';
import { toStack } from '../../../src/lib/chart/model/stack.ts';
import { toLegend } from '../../../src/lib/chart/picture/legend.ts';
import { integrationView, versionView } from '../views.ts';

const hiddenWeek = { '2026-W44 *': null, '2026-W44 2.1': null };

test('a stack says what each band was in the newest period', () => {
	const { head, entries } = toLegend(toStack(versionView(), 'share', 'minor'));
	expect(head).toBe('Week 46 of 2026');
	expect(entries).toContainEqual({
		mark: { kind: 'ramp', position: 1 },
		label: '2.1',
		value: '62% (920)'
	});
	expect(entries[0]).toMatchObject({ mark: { kind: 'hatch' }, label: 'other or hidden' });
});

test('a hidden total and a missing period have entries of their own, and only where they occur', () => {
	const labels = (view = versionView()) =>
		toLegend(toStack(view, 'share', 'minor')).entries.map(({ label }) => label);
	expect(labels()).toContain('Gap');
	expect(labels()).not.toContain('Hidden, fewer than 10 possible');
	expect(labels(versionView(hiddenWeek))).toContain('Hidden, fewer than 10 possible');
});

test('a ranking explains its hatching', () => {
	const { entries } = toLegend(toReach([integrationView()], 'share'));
	expect(entries.map(({ label }) => label)).toEqual([
		'Week 46 of 2026',
		'Hidden, fewer than 10 possible'
	]);
});
