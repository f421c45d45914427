// Whatever may happen to a small fleet around the turn of a year.
import fc from 'fast-check';
import {
	deployments,
	integrations,
	operatingSystems,
	type Heartbeat
} from '../../../../src/lib/schema/heartbeat.ts';
import { heartbeat, instanceId } from '../../../support/heartbeats.ts';

export type Happening =
	| { readonly heartbeats: readonly Heartbeat[]; readonly over: boolean }
	| { readonly forget: string }
	| { readonly expire: string }
	| { readonly decision: 'admit' | 'drop'; readonly instances: readonly string[] };

const number = fc.integer({ min: 0, max: 9 });
const instance = number.map(instanceId);
const day = fc
	.integer({ min: 0, max: 24 })
	.map((after) => new Date(Date.UTC(2026, 11, 18 + after)).toISOString().slice(0, 10));
const version = fc.constantFrom(
	'2.1.9',
	'2.1.10',
	'2.1.10-pre',
	'Z',
	'é',
	"'",
	'\u{1F600}',
	'\uFFFF',
	''
);
const amount = fc.constantFrom(0, 1, 4, 5, 99, 100, 30_000);

const sent = fc
	.record({
		...{ number, day, version, amount },
		time: fc.constantFrom(
			'00:00:00.000000Z',
			'03:17:00.5Z',
			'03:17:00.500001Z',
			'23:59:59.999999Z'
		),
		deployment: fc.constantFrom(...deployments),
		os: fc.constantFrom(...operatingSystems),
		cpus: fc.integer({ min: 1, max: 2 }),
		rules: fc.boolean(),
		set: fc.uniqueArray(fc.constantFrom(...integrations), { maxLength: 3 })
	})
	.map((one): Heartbeat => {
		const base = heartbeat(one.number, one.day, one.time, one.amount);
		return {
			...base,
			kodus: { version: one.version, deployment: one.deployment, uptime_hours: one.amount },
			runtime: { ...base.runtime, os: one.os, cpu_count: one.cpus, arch: one.version },
			usage_7d: { ...base.usage_7d, prs_reviewed: one.amount, teams: one.cpus },
			config: { ...base.config, kody_rules_enabled: one.rules, integrations: one.set }
		};
	});

/** Some happenings in their order, most of them heartbeats that come. */
export const happenings: fc.Arbitrary<Happening[]> = fc.array(
	fc.oneof(
		{
			weight: 6,
			arbitrary: fc.record({
				heartbeats: fc.array(sent, { minLength: 1, maxLength: 40 }),
				over: fc.boolean()
			})
		},
		{ weight: 1, arbitrary: fc.record({ forget: instance }) },
		{ weight: 1, arbitrary: fc.record({ expire: day }) },
		{
			weight: 2,
			arbitrary: fc.record({
				decision: fc.constantFrom('admit', 'drop'),
				instances: fc.uniqueArray(instance, { maxLength: 4 })
			})
		}
	),
	{ minLength: 1, maxLength: 7 }
);
