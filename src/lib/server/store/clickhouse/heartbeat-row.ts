// A heartbeat as a row. All that an engine could see in its own way, days and the order of a set, is settled here.
import type { Heartbeat } from '../../../schema/heartbeat.ts';
import type { Value } from './cluster/node.ts';

const dayMs = 86_400_000;

/** The columns of a heartbeat in their order, which settles a tie. */
export const heartbeatColumns = [
	...['day', 'instance_id', 'moment', 'version', 'deployment', 'uptime_hours', 'node_version'],
	...['os', 'arch', 'cpu_count', 'db_type', 'db_version', 'active_users', 'organizations'],
	...['teams', 'repos_connected', 'prs_reviewed', 'suggestions_generated', 'suggestions_applied'],
	...['kody_rules_enabled', 'agent_review_repos_pct', 'integrations']
];

/** Days from 1970-01-01 to a day like `2026-10-05`, or to that of a time in UTC. */
export function toDayNumber(day: string): number {
	return Math.floor(Date.parse(day.slice(0, day.indexOf('T') >>> 0)) / dayMs);
}

/** The day so many days after 1970-01-01. */
export function toDay(number: number): string {
	return new Date(number * dayMs).toISOString().slice(0, 10);
}

/** @param heartbeat in canonical spelling, its time in microseconds */
export function toRow({
	instance_id,
	sent_at,
	kodus,
	runtime,
	usage_7d,
	config
}: Heartbeat): Value[] {
	return [
		...[toDayNumber(sent_at), instance_id.toLowerCase(), toMoment(sent_at), kodus.version],
		...[kodus.deployment, kodus.uptime_hours, runtime.node_version, runtime.os, runtime.arch],
		...[runtime.cpu_count, runtime.db_type, runtime.db_version, usage_7d.active_users],
		...[usage_7d.organizations, usage_7d.teams, usage_7d.repos_connected],
		...[usage_7d.prs_reviewed, usage_7d.suggestions_generated, usage_7d.suggestions_applied],
		...[config.kody_rules_enabled, config.agent_review_repos_pct, config.integrations]
	];
}

/** Microseconds since midnight. */
function toMoment(sentAt: string): number {
	const [, hours, minutes, seconds, micros] =
		/T(\d\d):(\d\d):(\d\d)\.(\d{6})Z$/.exec(sentAt)?.map(Number) ?? [];
	if (hours === undefined || minutes === undefined || seconds === undefined) {
		throw new RangeError('expected a time in microseconds');
	}
	return ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + (micros ?? 0);
}
