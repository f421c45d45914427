import { describe, expect, test } from 'vitest';
import { explain } from '../../src/lib/explain/explain.ts';
import type { TableView } from '../../src/lib/schema/table-view.ts';
import { tableOf } from './views.ts';

const week = '2026-W44';

/** Remedies of a hidden cell as `steps table period categories value`. */
function remediesOf(categories: readonly string[], view: TableView, ...others: TableView[]) {
	const explanation = explain(view, categories, [view, ...others]);
	expect(explanation?.status).toBe('hidden');
	return explanation?.remedies.map(({ steps, table, period, categories: codes, value }) =>
		[steps.join('+'), table, period, Object.values(codes).join(','), value].join(' ')
	);
}

describe('a hidden cell', () => {
	test('is helped by the finest category above it that is shown', () => {
		const version = tableOf(['version'], week, { '*': 100, '2': 90, '2.1': 60 });
		expect(remediesOf(['2.1.33'], version)).toEqual(['coarser-category version 2026-W44 2.1 60']);
		expect(remediesOf(['2.0.9'], version)).toEqual(['coarser-category version 2026-W44 2 90']);
	});

	test('is helped by the months that overlap its week, in the order given', () => {
		const version = tableOf(['version'], week, { '*': 100 });
		const november = tableOf(['version'], '2026-11', { '*': 150, '2.1.33': 40 });
		const october = tableOf(['version'], '2026-10', { '*': 130, '2.1.33': 20 });
		expect(remediesOf(['2.1.33'], version, november, october)).toEqual([
			'longer-period version 2026-11 2.1.33 40',
			'longer-period version 2026-10 2.1.33 20'
		]);
	});

	test('is helped by each margin, in the table that has no other dimension', () => {
		const both = tableOf(['version', 'deployment'], week, { '*,k8s': 30, '2.1.33,*': 40 });
		const deployment = tableOf(['deployment'], week, { k8s: 30 });
		expect(remediesOf(['2.1.33', 'k8s'], both, deployment)).toEqual([
			'fewer-dimensions version_by_deployment 2026-W44 2.1.33,* 40',
			'fewer-dimensions deployment 2026-W44 k8s 30'
		]);
	});

	test('is offered the nearest first: a level up, a month, two levels up, a margin', () => {
		const shown = { '2,k8s': 50, '*,k8s': 30, '2.1.33,*': 40 };
		const far = tableOf(['version', 'deployment'], week, shown);
		const near = tableOf(['version', 'deployment'], week, { ...shown, '2.1,k8s': 35 });
		const month = tableOf(['version', 'deployment'], '2026-10', { '2.1.33,k8s': 15 });
		const stepsOf = (view: TableView) =>
			remediesOf(['2.1.33', 'k8s'], view, month)?.map((text) => text.split(' ')[0]);
		expect(stepsOf(near)?.slice(0, 2)).toEqual(['coarser-category', 'longer-period']);
		expect(stepsOf(far)?.slice(0, 2)).toEqual(['longer-period', 'coarser-category']);
		expect(stepsOf(far)?.slice(2)).toEqual(['fewer-dimensions', 'fewer-dimensions']);
	});

	test('is helped by two steps only where no single step leads to a number', () => {
		const nothing = tableOf(['version', 'deployment'], week, { '*,*': 100 });
		const version = tableOf(['version'], week, { '2': 90 });
		expect(remediesOf(['2.1.33', 'k8s'], nothing, version)).toEqual([
			'coarser-category+fewer-dimensions version 2026-W44 2 90'
		]);
		const deployment = tableOf(['deployment'], week, { k8s: 30 });
		expect(remediesOf(['2.1.33', 'k8s'], nothing, version, deployment)).toEqual([
			'fewer-dimensions deployment 2026-W44 k8s 30'
		]);
	});

	test('is never helped by the count of all units', () => {
		const version = tableOf(['version'], week, { '*': 100 });
		expect(remediesOf(['other'], version)).toEqual([]);
		const month = tableOf(['version'], '2026-10', { '*': 130 });
		expect(remediesOf(['2.1.33'], version, month)).toEqual([]);
	});

	test('of a merged rest is not compared with the rest of a month, which holds others', () => {
		const version = tableOf(['version'], week, { '*': 100 });
		const month = tableOf(['version'], '2026-10', { '*': 130, other: 20 });
		expect(remediesOf(['other'], version, month)).toEqual([]);
	});

	test('of a set keeps question and answer together', () => {
		const ids = ['integration', 'answer', 'deployment'];
		const set = tableOf(ids, week, {
			'github,*,*': 100,
			'github,*,k8s': 30,
			'github,yes,*': 60
		});
		const deployment = tableOf(['deployment'], week, { '*': 100, k8s: 30 });
		expect(remediesOf(['github', 'yes', 'k8s'], set, deployment)).toEqual([
			'fewer-dimensions integration_by_answer_by_deployment 2026-W44 github,yes,* 60',
			'fewer-dimensions deployment 2026-W44 k8s 30'
		]);
		const small = tableOf(['integration', 'answer'], week, { 'jira,*': 100 });
		expect(remediesOf(['jira', 'yes'], small)).toEqual([]);
	});

	test('points to the page that shows the number: table, level, period and counts', () => {
		const version = tableOf(['version'], week, { '2.1': 60 });
		expect(explain(version, ['2.1.33'], [version])?.remedies[0]?.href).toBe(
			'/tables/version?granularity=week&from=2026-W44&to=2026-W44&measure=count&level=minor'
		);
		const deployment = tableOf(['deployment'], week, {});
		const month = tableOf(['deployment'], '2026-10', { k8s: 20 });
		expect(explain(deployment, ['k8s'], [deployment, month])?.remedies[0]?.href).toBe(
			'/tables/deployment?granularity=month&from=2026-10&to=2026-10&measure=count'
		);
	});
});

describe('another cell', () => {
	test('that is published has its number and no remedies', () => {
		const version = tableOf(['version'], week, { '*': 100, '2.1': 60 });
		expect(explain(version, ['2.1'], [version])).toMatchObject({
			status: 'published',
			value: 60,
			categories: { version: '2.1' },
			reason: { code: 'published' },
			remedies: []
		});
	});

	test('that is missing says that nothing was received', () => {
		const month = tableOf(['version'], '2026-10', { '2.1': 60 });
		expect(explain(tableOf(['version'], week), ['2.1'], [month])).toMatchObject({
			status: 'missing',
			value: null,
			reason: { code: 'nothing-received' },
			remedies: []
		});
	});

	test('that is missing from a release without its table says that it was not collected', () => {
		const month = tableOf(['version'], '2026-10', { '2.1': 60 });
		const older = { ...tableOf(['version'], week), uncollected: [week] };
		expect(explain(older, ['2.1'], [month])).toMatchObject({
			status: 'missing',
			reason: { code: 'not-collected' },
			remedies: []
		});
	});

	test('that no table has is nothing to explain', () => {
		const version = tableOf(['version'], week, { '*': 100 });
		expect(explain(version, ['0.4.15-acme.3'], [version])).toBeUndefined();
		expect(explain(version, [], [version])).toBeUndefined();
	});
});
