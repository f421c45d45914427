// Published tables of one period for tests, written as lists of cells.
import { combinations, margin } from '../../src/lib/schema/cell.ts';
import { parsePeriod } from '../../src/lib/schema/period.ts';
import { Policy } from '../../src/lib/schema/policy.ts';
import type { TableView, ViewCell, ViewDimension } from '../../src/lib/schema/table-view.ts';

const dimensions: Readonly<Record<string, ViewDimension>> = {
	version: dimension('version', true, [
		'2 *',
		'2.0 2',
		'2.0.9 2.0',
		'2.1 2',
		'2.1.33 2.1',
		'other *'
	]),
	deployment: dimension('deployment', true, ['docker *', 'k8s *']),
	integration: dimension('integration', false, ['github *', 'jira *']),
	answer: dimension('answer', true, ['yes *', 'no *'])
};

/**
 * A table of one period. `shown` has the published cells by their categories, joined by commas; all others are
 * hidden, or missing without `shown`.
 */
export function tableOf(
	ids: readonly string[],
	period: string,
	shown?: Readonly<Record<string, number>>
): TableView {
	const axes = ids.flatMap((id) => dimensions[id] ?? []);
	const codes = axes.map(({ additive, categories }) => [
		...(additive ? [margin] : []),
		...categories.map(({ code }) => code)
	]);
	return {
		dataset: 'heartbeats',
		table: ids.join('_by_'),
		title: ids.join(' by '),
		unit: { one: 'instance', many: 'instances' },
		measure: 'instances',
		granularity: parsePeriod(period).granularity,
		periods: [parsePeriod(period)],
		policy: Policy.parse({}),
		synthetic: true,
		dimensions: axes,
		notes: [],
		cells: combinations(codes).map((categories): ViewCell => {
			const value = shown?.[categories.join(',')];
			if (!shown) return { period, categories, value: null, status: 'missing' };
			return value === undefined
				? { period, categories, value: null, status: 'hidden' }
				: { period, categories, value, status: 'published' };
		})
	};
}

function dimension(id: string, additive: boolean, categories: readonly string[]): ViewDimension {
	return {
		id,
		title: id,
		additive,
		categories: categories.map((category) => {
			const [code = '', parent = margin] = category.split(' ');
			return { code, parent };
		}),
		labels: {}
	};
}
