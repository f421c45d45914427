// Heartbeats for tests, in the spelling a client sends.
import type { Heartbeat } from '../../src/lib/schema/heartbeat.ts';

/** Instance number `n` as a UUID. */
export function instanceId(n: number): string {
	return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** The heartbeat of instance `n` on `day`; `usage` makes two of a day differ. */
export function heartbeat(
	n: number,
	day = '2026-11-09',
	time = '03:17:00.000Z',
	usage = n
): Heartbeat {
	return {
		schema_version: 1,
		instance_id: instanceId(n),
		sent_at: `${day}T${time}`,
		kodus: { version: '2.1.33', deployment: 'docker', uptime_hours: 24 * n },
		runtime: {
			node_version: 'v22.4.1',
			os: 'linux',
			arch: 'x64',
			cpu_count: 4,
			db_type: 'postgres',
			db_version: '16.3'
		},
		usage_7d: {
			active_users: usage,
			organizations: 1,
			teams: 2,
			repos_connected: 12,
			prs_reviewed: 40,
			suggestions_generated: 0,
			suggestions_applied: 0
		},
		config: {
			kody_rules_enabled: n % 2 === 0,
			agent_review_repos_pct: 12.5,
			integrations: ['github', 'jira', 'slack']
		}
	};
}

/** The fleet of instances 0 to `count` - 1 on one day. */
export function fleet(count: number, day?: string): Heartbeat[] {
	return Array.from({ length: count }, (_, n) => heartbeat(n, day));
}

export function toNdjson(records: readonly unknown[]): string {
	return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
