import { expect, test } from 'vitest';
import { toTableJson } from '../../src/lib/export/table-json.ts';
import { deploymentView } from '../support/table-view.ts';

test('JSON has one object per cell, with the dimension as a member and no number for what is hidden', () => {
	const json = toTableJson(deploymentView);
	expect(json.policy).toEqual({
		k: 10,
		base: 5,
		ambiguity: 5,
		coalition: 1,
		minActiveDays: 2,
		minAgeDays: 7
	});
	expect(json.dimensions).toEqual(['deployment']);
	expect(json.cells[1]).toEqual({
		period: '2026-W53',
		deployment: 'docker',
		measure: 'instances',
		value: 110,
		status: 'published'
	});
	expect(json.cells[2]).toMatchObject({ value: null, status: 'hidden' });
	expect(json.cells[3]).toMatchObject({ value: null, status: 'missing' });
});
