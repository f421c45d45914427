import { expect, test } from 'vitest';
import { toGrid } from '../../src/lib/chart/model/grid.ts';
import { integrationByDeploymentView, integrationView, versionView } from './views.ts';

test('periods stand newest first, versions newest first, rests last', () => {
	const grid = toGrid(versionView(), 'count', 'minor');
	expect(grid.rows.map(({ head }) => head)).toEqual(['2026-W46', '2026-W45', '2026-W44']);
	expect(grid.columns.map(({ label }) => label)).toEqual([
		'Total',
		'2.1',
		'2.0',
		'Unknown',
		'Other',
		'2 other'
	]);
});

test('hidden and missing cells have no text, and are told apart', () => {
	const [, missing, hidden] = toGrid(versionView(), 'share', 'minor').rows;
	expect(missing?.cells[2]).toEqual({ text: '', status: 'missing' });
	expect(hidden?.cells[2]).toEqual({ text: '', status: 'hidden' });
});

test('the total stays a count where the parts are shares', () => {
	const [newest] = toGrid(versionView(), 'share', 'minor').rows;
	expect(newest?.cells.slice(0, 2).map(({ text }) => text)).toEqual(['1,480', '62%']);
});

test('a set has a head for each code, and shares of those asked', () => {
	const grid = toGrid(integrationView(), 'share', 'minor');
	expect(grid.columns[2]).toMatchObject({ group: 'GitHub', label: 'Yes' });
	expect(grid.rows[0]?.cells[2]?.text).toBe('58%');
});

test('a set with a further dimension shows how many answer yes there, as shares of those asked there', () => {
	const grid = toGrid(integrationByDeploymentView(), 'share', 'minor');
	const at = grid.columns.findIndex(({ group }) => group === 'GitHub');
	const columns = grid.columns.slice(at, at + 3);
	expect(columns.map(({ label }) => label)).toEqual(['Total', 'Docker', 'Kubernetes']);
	expect(grid.rows[0]?.cells.slice(at, at + 3)).toEqual([
		{ text: '69%', status: 'published' },
		{ text: '75%', status: 'published' },
		{ text: '', status: 'hidden' }
	]);
});
