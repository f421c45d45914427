// Small datasets for tests of disclosure control, built from counts by raw value.
import { Dataset } from '../../src/lib/schema/dataset.ts';
import { parsePeriod } from '../../src/lib/schema/period.ts';
import { Policy } from '../../src/lib/schema/policy.ts';
import { loadSolver } from '../../src/lib/disclosure/linear/solver.ts';
import { makeRelease } from '../../src/lib/disclosure/release.ts';
import type { RawCount } from '../../src/lib/disclosure/count-cells.ts';

const solver = await loadSolver();

/** A dataset with one table per dimension: a version, a closed list, a yes/no and a set. */
export const smallDataset = Dataset.parse({
	id: 'small',
	title: 'Small',
	register: 'heartbeats',
	unit: { one: 'instance', many: 'instances' },
	measure: 'instances',
	dimensions: [
		{ id: 'version', title: 'Version', kind: 'version', column: 'version' },
		{
			id: 'platform',
			title: 'Platform',
			kind: 'codes',
			column: 'platform',
			codes: ['docker', 'k8s', 'bare', 'unknown']
		},
		{ id: 'rules', title: 'Rules', kind: 'answer', column: 'rules' },
		{ id: 'tool', title: 'Tool', kind: 'set', column: 'tools', codes: ['git', 'chat'] },
		{ id: 'answer', title: 'Answer', kind: 'answer', column: 'answer' }
	],
	tables: [
		{ id: 'version', title: 'Version', dimensions: ['version'] },
		{ id: 'platform', title: 'Platform', dimensions: ['platform'] },
		{ id: 'rules', title: 'Rules', dimensions: ['rules'] },
		{ id: 'tool', title: 'Tool', dimensions: ['tool', 'answer'] }
	],
	notes: []
});

/** Counts by raw value; the tables should add up to the same total. */
export interface SmallFleet {
	readonly version: Readonly<Record<string, number>>;
	readonly platform: Readonly<Record<string, number>>;
	readonly rules: Readonly<Record<string, number>>;
	readonly git?: number;
	readonly chat?: number;
}

/** Publishes a small fleet and gives back its cells by `table:category`, `null` where hidden. */
export function publishSmall(fleet: SmallFleet, policy: Partial<Policy> = {}) {
	const total = Object.values(fleet.version).reduce((sum, count) => sum + count, 0);
	const flat = (counts: Readonly<Record<string, number>>): RawCount[] =>
		Object.entries(counts).map(([value, count]) => ({ values: [value], count }));
	const tools = { git: fleet.git ?? 0, chat: fleet.chat ?? 0 };
	const { release, certificate } = makeRelease(
		solver,
		{
			dataset: smallDataset,
			period: parsePeriod('2026-W46'),
			policy: Policy.parse(policy),
			graceHours: 48,
			synthetic: true,
			productVersion: '0.0.0'
		},
		new Map([
			['version', flat(fleet.version)],
			['platform', flat(fleet.platform)],
			['rules', flat(fleet.rules)],
			[
				'tool',
				Object.entries(tools).flatMap(([tool, yes]) => [
					{ values: [tool, 'yes'], count: yes },
					{ values: [tool, 'no'], count: total - yes }
				])
			]
		])
	);
	const values = new Map(
		release.cells.map(({ table, categories, value }) => [`${table}:${categories.join(',')}`, value])
	);
	return { release, certificate, values };
}
