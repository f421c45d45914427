// The heartbeat of self-hosted Kodus, version 1: the only shape in which an instance may report.
import { z } from 'zod';

/** Ways an instance can say it is deployed. The client itself can only tell `k8s`, `docker` and `unknown`. */
export const deployments = ['docker', 'docker-compose', 'k8s', 'bare', 'unknown'] as const;

/** Operating systems a heartbeat may name. */
export const operatingSystems = ['linux', 'darwin', 'windows'] as const;

/** Integrations a heartbeat may name; anything else is sent as `other`. */
export const integrations = [
	'github',
	'gitlab',
	'bitbucket',
	'azure_repos',
	'azure_boards',
	'jira',
	'slack',
	'msteams',
	'discord',
	'notion',
	'forgejo',
	'other'
] as const;

const count = z.int().min(0);
const shortText = z.string().max(64);
const longText = z.string().max(256);

/**
 * One heartbeat, strictly: an unknown field, a wrong type or a value outside its list is an error that
 * rejects the whole record. Counts are whole numbers ≥ 0, `sent_at` is RFC 3339 in UTC (`Z`),
 * `agent_review_repos_pct` is a percentage from 0 to 100, `integrations` holds distinct values.
 */
export const Heartbeat = z.strictObject({
	schema_version: z.literal(1),
	instance_id: z.guid(),
	sent_at: z.iso.datetime({ error: 'expected a date and time in UTC, like 2026-05-04T03:17:00Z' }),
	kodus: z.strictObject({
		version: shortText,
		deployment: z.enum(deployments),
		uptime_hours: count
	}),
	runtime: z.strictObject({
		node_version: shortText,
		os: z.enum(operatingSystems),
		arch: shortText,
		cpu_count: z.int().min(1),
		db_type: shortText,
		db_version: longText
	}),
	usage_7d: z.strictObject({
		active_users: count,
		organizations: count,
		teams: count,
		repos_connected: count,
		prs_reviewed: count,
		suggestions_generated: count,
		suggestions_applied: count
	}),
	config: z.strictObject({
		kody_rules_enabled: z.boolean(),
		agent_review_repos_pct: z.number().min(0).max(100),
		integrations: z
			.array(z.enum(integrations))
			.max(integrations.length)
			.refine((list) => new Set(list).size === list.length, 'expected each integration once')
	})
});
export type Heartbeat = z.infer<typeof Heartbeat>;
