import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Heartbeat } from '../../../src/lib/schema/heartbeat.ts';
import {
	createFleet,
	heartbeatsOfNight,
	type FleetOptions
} from '../../../src/lib/datasets/simulate/fleet.ts';

const options: FleetOptions = { instances: 1500, weeks: 8, seed: 7, until: '2026-11-15' };

function simulate(changes: Partial<FleetOptions> = {}): Heartbeat[] {
	const fleet = createFleet({ ...options, ...changes });
	return fleet.nights.flatMap((night) => [...heartbeatsOfNight(fleet, night)]);
}

const small = { instances: 60, weeks: 2 };
const fleet = createFleet(options);
const heartbeats = simulate();

describe('a simulated fleet', () => {
	test('is the same for the same options', () => {
		expect(JSON.stringify(simulate(small))).toBe(JSON.stringify(simulate(small)));
	});

	test('is another one for another seed', () => {
		expect(JSON.stringify(simulate({ ...small, seed: 8 }))).not.toBe(
			JSON.stringify(simulate(small))
		);
	});

	test('is the same on any machine and Node.js', () => {
		const text = JSON.stringify(simulate(small));
		expect(createHash('sha256').update(text).digest('hex')).toBe(
			'd252be02861b853c228884d8676482e2bfb535b854809483bd934ac58ceb9298'
		);
	});

	test('sends nothing but valid heartbeats, in ASCII, with the keys in the order of the schema', () => {
		for (const heartbeat of heartbeats.filter((_, index) => index % 7 === 0)) {
			const line = JSON.stringify(heartbeat);
			expect(JSON.stringify(Heartbeat.parse(heartbeat))).toBe(line);
			expect(line).toMatch(/^[\x20-\x7e]+$/);
		}
	});

	test('has the asked number of instances on its last night and grows until then', () => {
		const alive = (day: number) =>
			fleet.instances.filter(({ joined, left }) => joined <= day && day <= left).length;
		const [first, last] = [fleet.nights.at(0)?.day ?? NaN, fleet.nights.at(-1)?.day ?? NaN];
		expect(alive(last)).toBe(1500);
		expect(alive(first)).toBeGreaterThan(1100);
		expect(alive(first)).toBeLessThan(1450);
		expect(fleet.instances.length).toBe(1500 + fleet.left);
	});

	test('covers whole weeks, night after night, and ends on the last day', () => {
		const days = new Set(heartbeats.map(({ sent_at }) => sent_at.slice(0, 10)));
		expect(days.size).toBe(8 * 7);
		expect([...days].toSorted()).toEqual([...days]);
		expect([...days].at(0)).toBe('2026-09-21');
		expect([...days].at(-1)).toBe('2026-11-15');
	});

	test('does not exist before the first release', () => {
		const [first] = simulate({ instances: 20, weeks: 520, until: '2025-06-01' });
		expect((first?.sent_at ?? '') >= '2025-04-11').toBe(true);
		expect(() => createFleet({ ...options, until: '2025-04-10' })).toThrow(RangeError);
	});

	test.each([1, 2, 3, 4])('misses 3 to 6 % of its nights (seed %i)', (seed) => {
		const { instances, nights } = createFleet({ ...options, seed });
		const expected = nights.flatMap(({ day }) =>
			instances.filter(({ joined, left }) => joined <= day && day <= left)
		).length;
		const missing = 1 - simulate({ seed }).length / expected;
		expect(missing).toBeGreaterThan(0.03);
		expect(missing).toBeLessThan(0.06);
	});

	test('has a few instances that share an id and send on the same day at different times', () => {
		const times = new Map<string, string[]>();
		for (const { instance_id, sent_at } of heartbeats) {
			const key = `${instance_id} ${sent_at.slice(0, 10)}`;
			times.set(key, [...(times.get(key) ?? []), sent_at]);
		}
		const cloned = [...times].filter(([, sent]) => sent.length > 1);
		expect(new Set(cloned.map(([key]) => key.split(' ')[0])).size).toBe(2);
		for (const [, sent] of cloned) expect(new Set(sent).size).toBe(2);
	});

	test('never counts what the real client does not collect', () => {
		for (const { usage_7d, config } of heartbeats) {
			expect(
				usage_7d.suggestions_generated +
					usage_7d.suggestions_applied +
					config.agent_review_repos_pct
			).toBe(0);
		}
	});
});

describe('the mix on the last night', () => {
	const night = heartbeats.filter(({ sent_at }) => sent_at.startsWith('2026-11-15'));
	const share = (is: (heartbeat: Heartbeat) => boolean, of = night) =>
		of.filter(is).length / of.length;

	test('is mostly docker on Linux, with enough Kubernetes to be seen', () => {
		expect(share(({ kodus }) => kodus.deployment === 'docker')).toBeCloseTo(0.8, 1);
		expect(share(({ kodus }) => kodus.deployment === 'k8s')).toBeCloseTo(0.1, 1);
		expect(
			share(({ kodus }) => ['bare', 'docker-compose'].includes(kodus.deployment))
		).toBeLessThan(0.02);
		expect(share(({ runtime }) => runtime.os === 'linux')).toBeGreaterThan(0.93);
	});

	test('has larger volumes on Kubernetes and more rules in larger organisations', () => {
		const users = (of: Heartbeat[]) =>
			of.reduce((sum, { usage_7d }) => sum + usage_7d.active_users, 0) / of.length;
		const [k8s, rest] = [true, false].map((is) =>
			night.filter(({ kodus }) => (kodus.deployment === 'k8s') === is)
		) as [Heartbeat[], Heartbeat[]];
		expect(users(k8s)).toBeGreaterThan(1.5 * users(rest));
		const [large, few] = [true, false].map((is) =>
			night.filter(({ usage_7d }) => usage_7d.active_users > 20 === is)
		) as [Heartbeat[], Heartbeat[]];
		const hasRules = ({ config }: Heartbeat) => config.kody_rules_enabled;
		expect(share(hasRules, large)).toBeGreaterThan(share(hasRules, few) + 0.05);
	});
});
