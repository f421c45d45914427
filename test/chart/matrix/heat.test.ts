import { expect, test } from 'vitest';
import { toHeat } from '../../../src/lib/chart/model/matrix/heat.ts';
import type { TableView, ViewDimension } from '../../../src/lib/schema/table-view.ts';
import { integrationByDeploymentView, integrationView, versionView } from '../views.ts';

const platform: ViewDimension = {
	id: 'deployment',
	title: 'Deployment',
	additive: true,
	categories: ['docker', 'k8s', 'other'].map((code) => ({ code, parent: '*' })),
	labels: { docker: 'Docker', k8s: 'Kubernetes', other: 'Other' }
};

/** Week 46: of 920 on 2.1 there are 700 on Docker; of 510 on 2.0, 500; all else is hidden. */
function versionByDeployment(): TableView {
	const view = versionView();
	const values: Record<string, number> = {
		'* *': 1480,
		'* docker': 1300,
		'* k8s': 120,
		'2.0 *': 510,
		'2.0 docker': 500,
		'2.1 *': 920,
		'2.1 docker': 700
	};
	const codes = (dimension: ViewDimension | undefined) => [
		'*',
		...(dimension?.categories ?? []).map(({ code }) => code)
	];
	return {
		...view,
		table: 'version_by_deployment',
		dimensions: [...view.dimensions, platform],
		cells: view.periods.flatMap(({ id: period }) =>
			codes(view.dimensions[0]).flatMap((version) =>
				codes(platform).map((column) => {
					const value = values[`${version} ${column}`] ?? null;
					const categories = [version, column];
					if (period !== '2026-W46')
						return { period, categories, value: null, status: 'missing' as const };
					return {
						period,
						categories,
						value,
						status: value === null ? ('hidden' as const) : ('published' as const)
					};
				})
			)
		)
	};
}

test('versions stand new to old, and none of which nothing is published', () => {
	const { rows, columns, period } = toHeat(versionByDeployment(), 'share');
	expect(rows.map(({ code }) => code)).toEqual(['2.1', '2.0']);
	expect(columns.map(({ code }) => code)).toEqual(['docker', 'k8s', 'other']);
	expect(period.id).toBe('2026-W46');
});

test('a share is one of its row or of its column, as asked', () => {
	const cell = (of: 'row' | 'column') =>
		toHeat(versionByDeployment(), 'share', { of }).rows[0]?.cells[0];
	expect(cell('row')).toMatchObject({ count: { value: 700 }, share: { value: 700 / 920 } });
	expect(cell('column')?.share.value).toBe(700 / 1300);
});

test('a hidden cell is no number and names its place', () => {
	const heat = toHeat(versionByDeployment(), 'share');
	expect(heat.rows[0]?.cells[1]).toEqual({
		categories: ['2.1', 'k8s'],
		count: { value: null, status: 'hidden' },
		share: { value: null, status: 'hidden' }
	});
	expect(heat.hidden).toBe(4);
});

test('of a set with platforms a cell is the share of each platform that answers yes', () => {
	const { rows, columns } = toHeat(integrationByDeploymentView(), 'share');
	expect(columns.map(({ label, total }) => [label, total.value])).toEqual([
		['Docker', 400],
		['Kubernetes', 80]
	]);
	const github = rows.find(({ code }) => code === 'github');
	expect(github?.cells.map(({ share }) => share.value)).toEqual([300 / 400, null]);
	expect(github?.cells[0]?.categories).toEqual(['github', 'yes', 'docker']);
});

test('a set alone has its answers across', () => {
	const { rows } = toHeat(integrationView(), 'share');
	expect(rows[1]?.cells.map(({ share }) => share.value)).toEqual([860 / 1480, 620 / 1480]);
});

test('a table of one dimension is no matrix', () => {
	expect(() => toHeat(versionView(), 'share')).toThrow(RangeError);
});
