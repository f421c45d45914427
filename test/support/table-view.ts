// A small published table for tests of what is made from it.
import { Policy } from '../../src/lib/schema/policy.ts';
import { parsePeriod } from '../../src/lib/schema/period.ts';
import type { TableView } from '../../src/lib/schema/table-view.ts';

/** Two weeks of deployments: one number, one hidden and one week missing. */
export const deploymentView: TableView = {
	dataset: 'heartbeats',
	table: 'deployment',
	title: 'Deploy platforms',
	unit: { one: 'instance', many: 'instances' },
	measure: 'instances',
	granularity: 'week',
	periods: [parsePeriod('2026-W53'), parsePeriod('2027-W01')],
	policy: Policy.parse({}),
	synthetic: true,
	dimensions: [
		{
			id: 'deployment',
			title: 'Deployment',
			additive: true,
			categories: [
				{ code: 'docker', parent: '*' },
				{ code: '=cmd|other', parent: '*' }
			],
			labels: { '*': 'All', docker: 'Docker', '=cmd|other': 'Odd' }
		}
	],
	notes: [],
	cells: [
		{ period: '2026-W53', categories: ['*'], value: 120, status: 'published' },
		{ period: '2026-W53', categories: ['docker'], value: 110, status: 'published' },
		{ period: '2026-W53', categories: ['=cmd|other'], value: null, status: 'hidden' },
		{ period: '2027-W01', categories: ['*'], value: null, status: 'missing' },
		{ period: '2027-W01', categories: ['docker'], value: null, status: 'missing' },
		{ period: '2027-W01', categories: ['=cmd|other'], value: null, status: 'missing' }
	]
};
