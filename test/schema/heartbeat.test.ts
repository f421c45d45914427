import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Heartbeat } from '../../src/lib/schema/heartbeat.ts';
import { toProblems } from '../../src/lib/schema/problem.ts';

const example = JSON.parse(
	readFileSync(new URL('../fixtures/heartbeat.json', import.meta.url), 'utf8')
) as Record<string, Record<string, unknown>>;

function problemsOf(change: (heartbeat: typeof example) => void) {
	const heartbeat = structuredClone(example);
	change(heartbeat);
	const result = Heartbeat.safeParse(heartbeat);
	return result.success ? [] : toProblems(result.error);
}

/** Sets one member of a part of the heartbeat. */
const set = (part: string, field: string, value: unknown) => (heartbeat: typeof example) => {
	(heartbeat[part] ??= {})[field] = value;
};

describe('Heartbeat', () => {
	test('accepts the example', () => {
		expect(problemsOf(() => undefined)).toEqual([]);
	});

	test.each([
		['an extra field', set('runtime', 'hostname', 'x'), 'runtime.hostname', 'unknown field'],
		['a wrong enum', set('kodus', 'deployment', 'nomad'), 'kodus.deployment', '"docker"'],
		['a version of 65 characters', set('kodus', 'version', 'x'.repeat(65)), 'kodus.version', '64'],
		['a count as text', set('usage_7d', 'teams', '2'), 'usage_7d.teams', 'number'],
		['a negative count', set('usage_7d', 'teams', -1), 'usage_7d.teams', '>=0'],
		['half an instance', set('runtime', 'cpu_count', 1.5), 'runtime.cpu_count', 'int'],
		['no processor', set('runtime', 'cpu_count', 0), 'runtime.cpu_count', '>=1'],
		[
			'more than all',
			set('config', 'agent_review_repos_pct', 101),
			'config.agent_review_repos_pct',
			'<=100'
		],
		[
			'a repeated integration',
			set('config', 'integrations', ['jira', 'jira']),
			'config.integrations',
			'once'
		],
		[
			'an unknown integration',
			set('config', 'integrations', ['irc']),
			'config.integrations.0',
			'"github"'
		]
	])('refuses %s and names the field', (_, change, field, accepts) => {
		const problems = problemsOf(change);
		expect(problems).toHaveLength(1);
		expect(problems[0]?.field).toBe(field);
		expect(problems[0]?.reason).toContain(accepts);
	});

	test.each([
		'2026-05-04 03:17:00',
		'2026-05-04T03:17:00+02:00',
		'2026-02-30T03:17:00Z',
		1777864620
	])('refuses the time %j', (sentAt) => {
		const result = Heartbeat.safeParse({ ...example, sent_at: sentAt });
		expect(result.success).toBe(false);
	});

	test('a problem never repeats the refused value', () => {
		const problems = problemsOf(set('kodus', 'deployment', 'acme-internal-cluster'));
		expect(JSON.stringify(problems)).not.toContain('acme');
	});
});
