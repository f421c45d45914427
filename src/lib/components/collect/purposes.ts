// Why each field of the heartbeat is collected, told to the operators who send it.
import type { Heartbeat } from '../../schema/heartbeat.ts';

/** Path of a field: `sent_at`, `kodus.version`. */
export type FieldPath = {
	[Part in keyof Heartbeat]: Heartbeat[Part] extends string | number
		? Part
		: `${Part}.${keyof Heartbeat[Part] & string}`;
}[keyof Heartbeat];

/** `becomes` is for fields that no table counts; what a table makes of a field follows from the table. */
export interface Purpose {
	readonly why: string;
	readonly becomes?: string;
}

const notYetCollected = 'Meant for how much reviews help. Clients send 0 today: not collected yet.';

/** One entry per field of the schema, no more and no less. */
export const purposes: Readonly<Record<FieldPath, Purpose>> = {
	schema_version: {
		why: 'Says which list of fields this is.',
		becomes: 'Checked, then dropped.'
	},
	instance_id: {
		why: 'Counts each instance once a week or month, however often it sends.',
		becomes: 'Never published.'
	},
	sent_at: {
		why: 'Puts the heartbeat into its week and month.',
		becomes:
			'The receiver writes the time of receipt in its place. Only weeks and months are published.'
	},
	'kodus.version': { why: 'Shows how fast releases spread and which ones are still in use.' },
	'kodus.deployment': { why: 'Shows which platforms need packages, documents and tests.' },
	'kodus.uptime_hours': {
		why: 'Hours since the instance was first registered: new ones or old ones.'
	},
	'runtime.node_version': { why: 'Shows which Node.js versions must keep working.' },
	'runtime.os': { why: 'Shows which operating systems must keep working.' },
	'runtime.arch': { why: 'Shows which processors need builds.' },
	'runtime.cpu_count': { why: 'Shows on what size of machine the software has to run well.' },
	'runtime.db_type': { why: 'Shows which databases must keep working.' },
	'runtime.db_version': { why: 'Shows which database versions must keep working.' },
	'usage_7d.active_users': { why: 'Tells small teams from large ones. A count, never who.' },
	'usage_7d.organizations': { why: 'Shows whether one instance serves many organizations.' },
	'usage_7d.teams': { why: 'Shows whether teams are used to divide work.' },
	'usage_7d.repos_connected': {
		why: 'Shows how many repositories one instance has to bear. No names.'
	},
	'usage_7d.prs_reviewed': { why: 'Shows how much work one instance does in a week.' },
	'usage_7d.suggestions_generated': { why: notYetCollected },
	'usage_7d.suggestions_applied': { why: notYetCollected },
	'config.kody_rules_enabled': { why: 'Shows whether the feature reaches anybody.' },
	'config.agent_review_repos_pct': {
		why: 'Meant for how far agent reviews reach. Clients send 0 today: not collected yet.'
	},
	'config.integrations': {
		why: 'Shows which integrations are worth the upkeep. Kinds, never addresses.'
	}
};
