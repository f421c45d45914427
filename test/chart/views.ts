// Small published views for tests: what the web process would read from releases.
import type { ViewCell, TableView, ViewDimension } from '../../src/lib/schema/table-view.ts';
import { Policy } from '../../src/lib/schema/policy.ts';
import { periodsBetween } from '../../src/lib/schema/period.ts';

const versions: ViewDimension = {
	id: 'version',
	title: 'Version',
	additive: true,
	categories: [
		{ code: '2', parent: '*' },
		{ code: '2.0', parent: '2' },
		{ code: '2.0.18', parent: '2.0' },
		{ code: '2.0 other', parent: '2.0' },
		{ code: '2.1', parent: '2' },
		{ code: '2.1.16-pre', parent: '2.1' },
		{ code: '2.1.33', parent: '2.1' },
		{ code: '2.1 other', parent: '2.1' },
		{ code: '2 other', parent: '2' },
		{ code: 'unknown', parent: '*' },
		{ code: 'other', parent: '*' }
	],
	labels: { unknown: 'Unknown', other: 'Other', '2.1 other': 'Other 2.1' }
};

const shared = {
	dataset: 'heartbeats',
	unit: { one: 'instance', many: 'instances' },
	measure: 'instances',
	granularity: 'week',
	policy: Policy.parse({}),
	synthetic: true,
	notes: []
} as const;

/** Value of a cell: a number, `null` where it is hidden, `undefined` where nothing was received. */
type Value = number | null | undefined;

/** Weeks 44 to 46 of 2026: in 44 the minor 2.0 is hidden, 45 has no release, 46 has numbers for both minors. */
export function versionView(changes: Readonly<Record<string, Value>> = {}): TableView {
	const values: Record<string, Value> = {
		'2026-W44 *': 1000,
		'2026-W44 2.1': 900,
		'2026-W44 2.0': null,
		'2026-W46 *': 1480,
		'2026-W46 2': 1450,
		'2026-W46 2.0': 510,
		'2026-W46 2.0.18': 500,
		'2026-W46 2.1': 920,
		'2026-W46 2.1.33': 800,
		'2026-W46 2.1 other': 120,
		'2026-W46 unknown': 20,
		...changes
	};
	const codes = ['*', ...versions.categories.map(({ code }) => code)];
	return {
		...shared,
		table: 'version',
		title: 'Version adoption',
		periods: periodsBetween('2026-W44', '2026-W46'),
		dimensions: [versions],
		cells: ['2026-W44', '2026-W45', '2026-W46'].flatMap((period) =>
			codes.map((code) =>
				toCell(period, [code], period !== '2026-W45', values[`${period} ${code}`])
			)
		)
	};
}

/** Three integrations in week 46 of 2026: GitHub 860 of 1,480, Jira 300, Forgejo hidden on both sides. */
export function integrationView(): TableView {
	const values: Record<string, Value> = {
		'github *': 1480,
		'github yes': 860,
		'github no': 620,
		'jira *': 1480,
		'jira yes': 300,
		'jira no': 1180,
		'forgejo *': 1480
	};
	const codes = ['forgejo', 'github', 'jira'];
	const answers = ['*', 'yes', 'no'];
	return {
		...shared,
		table: 'integration',
		title: 'Integrations',
		periods: periodsBetween('2026-W46', '2026-W46'),
		dimensions: [
			{
				id: 'integration',
				title: 'Integration',
				additive: false,
				categories: codes.map((code) => ({ code, parent: '*' })),
				labels: { forgejo: 'Forgejo', github: 'GitHub', jira: 'Jira' }
			},
			{
				id: 'answer',
				title: 'Connected',
				additive: true,
				categories: answers.slice(1).map((code) => ({ code, parent: '*' })),
				labels: { yes: 'Yes', no: 'No' }
			}
		],
		cells: codes.flatMap((code) =>
			answers.map((answer) => toCell('2026-W46', [code, answer], true, values[`${code} ${answer}`]))
		)
	};
}

/** GitHub by platform in week 46 of 2026: 300 of 400 on Docker, hidden on Kubernetes. */
export function integrationByDeploymentView(): TableView {
	const { dimensions, ...view } = integrationView();
	const values: Record<string, Value> = {
		'* *': 480,
		'* docker': 400,
		'* k8s': 80,
		'yes *': 330,
		'yes docker': 300
	};
	const codes = ['*', 'docker', 'k8s'];
	return {
		...view,
		table: 'integration_by_deployment',
		dimensions: [
			...dimensions,
			{
				id: 'deployment',
				title: 'Deployment',
				additive: true,
				categories: codes.slice(1).map((code) => ({ code, parent: '*' })),
				labels: { docker: 'Docker', k8s: 'Kubernetes' }
			}
		],
		cells: ['*', 'yes', 'no'].flatMap((answer) =>
			codes.map((code) =>
				toCell('2026-W46', ['github', answer, code], true, values[`${answer} ${code}`])
			)
		)
	};
}

function toCell(period: string, categories: string[], isReleased: boolean, value: Value): ViewCell {
	if (!isReleased) return { period, categories, value: null, status: 'missing' };
	if (typeof value === 'number') return { period, categories, value, status: 'published' };
	return { period, categories, value: null, status: 'hidden' };
}
