// What one instance sends in one night: a pure function of the seed, the instance and the night.
import type { Heartbeat } from '../../schema/heartbeat.ts';
import type { Instance } from './instance.ts';
import { imageNode } from './platform.ts';
import { exp, Random } from './random.ts';

/** A night of the fleet. `outage` is the extra share of instances nobody hears of in that night. */
export interface Night {
	readonly day: number;
	readonly text: string;
	readonly outage: number;
}

const blindShare = 0.002;
const jitterSeconds = 3;
const weekPosition = 1_000_000;

/** Share of instances that have rules switched on, by release line. */
const rulesAppeal: Record<string, number> = { '1.0': 0.1, '2.0': 0.22, '2.1': 0.4, '2.2': 0.52 };
const unknownAppeal = 0.2;

/** The heartbeat of `instance` in `night`, keys in the order of the schema; `undefined` when none arrives. */
export function heartbeatOfNight(
	seed: number,
	instance: Instance,
	night: Night
): Heartbeat | undefined {
	const { day } = night;
	if (day < instance.joined || day > instance.left) return undefined;
	const random = new Random(seed, instance.stream, day);
	if (random.chance(instance.missingShare + night.outage)) return undefined;
	const second = instance.sendSecond + random.whole(0, jitterSeconds);
	// The client sends zeros and empty lists when its queries fail.
	const isBlind = random.chance(blindShare);
	const step = instance.versions.findLast((version) => version.from <= day);
	const { organisation, platform } = instance;
	return {
		schema_version: 1,
		instance_id: instance.id,
		sent_at: `${night.text}T03:17:${second < 10 ? '0' : ''}${second}.000Z`,
		kodus: {
			version: step?.reported ?? '0.0.0',
			deployment: platform.deployment,
			uptime_hours: (day - instance.joined) * 24 + instance.hoursAtJoining
		},
		runtime: {
			node_version: platform.hostNode ?? imageNode(step?.release),
			os: platform.os,
			arch: platform.arch,
			cpu_count: platform.cpuCount,
			db_type: 'postgres',
			db_version: isBlind ? 'unknown' : platform.dbVersion
		},
		usage_7d: usage(seed, instance, day, isBlind),
		config: {
			kody_rules_enabled: !isBlind && hasRules(instance, step?.release),
			agent_review_repos_pct: 0,
			integrations: isBlind ? [] : organisation.integrations
		}
	};
}

function usage(
	seed: number,
	{ stream, organisation }: Instance,
	day: number,
	isBlind: boolean
): Heartbeat['usage_7d'] {
	const share = isBlind ? 0 : 1;
	const mood = moodOf(seed, stream, day);
	return {
		active_users: Math.round(share * organisation.users * exp(0.08 * mood)),
		organizations: share * organisation.organizations,
		teams: share * organisation.teams,
		repos_connected: share * organisation.repositories,
		prs_reviewed: Math.round(share * organisation.reviews * exp(0.22 * mood)),
		suggestions_generated: 0,
		suggestions_applied: 0
	};
}

/** How busy the seven days before `day` were, 0 on average: totals of a trailing week glide from week to week. */
function moodOf(seed: number, stream: number, day: number): number {
	const week = Math.floor(day / 7);
	const passed = (day % 7) / 7;
	const before = new Random(seed, stream, weekPosition + week).normal();
	const after = new Random(seed, stream, weekPosition + week + 1).normal();
	return before * (1 - passed) + after * passed;
}

/** Newer releases and larger organisations use rules more; an instance without reviews does not. */
function hasRules({ reluctance, organisation }: Instance, release: string | undefined): boolean {
	if (organisation.reviews === 0) return false;
	const line = release?.slice(0, release.lastIndexOf('.')) ?? '';
	const appeal = rulesAppeal[line] ?? unknownAppeal;
	return reluctance < appeal + Math.min(0.3, organisation.users / 150);
}
