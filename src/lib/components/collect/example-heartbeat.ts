import type { Heartbeat } from '../../schema/heartbeat.ts';

/** A made-up heartbeat, for readers to see and to try the checker with. */
export const exampleHeartbeat: Heartbeat = {
	schema_version: 1,
	instance_id: '0188f5c5-5b8f-4f45-92d4-b20c25df0b5a',
	sent_at: '2026-11-09T03:17:00.000Z',
	kodus: { version: '2.1.33', deployment: 'docker', uptime_hours: 2976 },
	runtime: {
		node_version: 'v22.14.0',
		os: 'linux',
		arch: 'x64',
		cpu_count: 8,
		db_type: 'postgres',
		db_version: 'PostgreSQL 16.4'
	},
	usage_7d: {
		active_users: 12,
		organizations: 1,
		teams: 2,
		repos_connected: 9,
		prs_reviewed: 184,
		suggestions_generated: 0,
		suggestions_applied: 0
	},
	config: {
		kody_rules_enabled: true,
		agent_review_repos_pct: 0,
		integrations: ['github', 'slack']
	}
};
