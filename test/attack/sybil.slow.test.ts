// Fake heartbeats: k - 1 instances that look like one target, to read off whether the k-th is there.
import { beforeAll, describe, expect, test } from 'vitest';
import { Policy } from '../../src/lib/schema/policy.ts';
import { openWarehouse } from '../../src/lib/server/warehouse/warehouse.ts';
import { murmuration } from '../support/murmuration.ts';
import { heartbeat } from '../support/heartbeats.ts';
import { Served } from '../support/served.ts';
import { temporaryFolder } from '../server/warehouse/temporary-warehouse.ts';
import {
	daysBetween,
	publishWeek,
	isTargetNamed,
	type PublishedWeek
} from './sybil/attacked-week.ts';

const policy = Policy.parse({});
const fakes = policy.k - 1;
const many = { fakes, sources: fakes, sourceLimit: 3 };
const few = { fakes, sources: 1, sourceLimit: 3 };
/** The attacked week is 2026-11-09 to 15; an instance counts when it was first seen on the 8th or before. */
const patient = daysBetween('2026-11-01', '2026-11-15');
let untouched: PublishedWeek;

const attack = (options: Parameters<typeof publishWeek>[1], changed: Partial<Policy> = {}) =>
	publishWeek(temporaryFolder(), options, changed);

beforeAll(async () => {
	untouched = await publishWeek(temporaryFolder(), undefined);
});

describe('no published number changes', () => {
	test.each([
		['few sources, within a week', { ...few, days: daysBetween('2026-11-09', '2026-11-15') }],
		['many sources, within a week', { ...many, days: daysBetween('2026-11-09', '2026-11-15') }],
		['many sources, patient, active on one day', { ...many, days: ['2026-11-01', '2026-11-12'] }],
		[
			'many sources, as many fakes as the fleet has instances, within a week',
			{ fakes: 120, sources: 120, sourceLimit: 3, days: daysBetween('2026-11-09', '2026-11-15') }
		]
	])('for fakes from %s', async (_how, options) => {
		expect(isTargetNamed(untouched)).toBe(false);
		expect(await attack(options)).toEqual(untouched);
	});
});

describe('patient fakes', () => {
	test('from few sources do not make the target visible', async () => {
		const week = await attack({ ...few, days: patient });
		expect(isTargetNamed(week)).toBe(false);
		expect(await attack({ ...few, fakes: few.sourceLimit, days: patient })).toEqual(week);
	});

	test('from many sources tell whether there is a target: this is what remains possible', async () => {
		expect(isTargetNamed(await attack({ ...many, days: patient }))).toBe(true);
		expect(isTargetNamed(await attack({ ...many, noTarget: true, days: patient }))).toBe(false);
		expect(isTargetNamed(await attack({ ...many, fakes: fakes - 1, days: patient }))).toBe(false);
	});

	test('from many sources do not when the policy reckons with so many of one reader', async () => {
		const week = await attack({ ...many, days: patient }, { coalition: policy.k });
		expect(isTargetNamed(week)).toBe(false);
	});
});

describe('by HTTP', () => {
	const send = (origin: string, n: number, address: string) =>
		fetch(`${origin}/v1/heartbeat`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
			body: JSON.stringify(heartbeat(n))
		});

	test('a source gets no more instances counted in a day than its limit, and an address is not to be made up', async () => {
		const folder = temporaryFolder();
		const served = await Served.start(folder, {
			MURMURATION_TRUSTED_PROXIES: 'loopback',
			MURMURATION_SOURCE_INSTANCES_PER_DAY: '3'
		});
		try {
			const fewSources = Array.from({ length: 9 }, (_, n) => [n, `198.51.100.${n % 2}`] as const);
			const madeUp = Array.from(
				{ length: 9 },
				(_, n) => [n + 100, `203.0.113.${n}, 198.51.100.7`] as const
			);
			const manySources = Array.from({ length: 9 }, (_, n) => [n + 200, `192.0.2.${n}`] as const);
			for (const [n, address] of [...fewSources, ...madeUp, ...manySources]) {
				expect((await send(served.origin, n, address)).status).toBe(204);
			}
			expect(await served.stop()).toBe(0);
		} finally {
			await served.kill();
		}
		const warehouse = await openWarehouse(folder, { readOnly: true });
		const rows = await warehouse.all(
			'SELECT right(instance_id::VARCHAR, 12) AS id FROM heartbeat ORDER BY id'
		);
		warehouse.close();
		const counted = rows.map(({ id }) => Number.parseInt(String(id), 16));
		expect(counted).toEqual([
			0,
			1,
			2,
			3,
			4,
			5,
			100,
			101,
			102,
			...Array.from({ length: 9 }, (_, n) => n + 200)
		]);
		const { stdout } = await murmuration(folder, 'quarantine', 'list', '--json');
		expect((JSON.parse(stdout) as { instances: unknown[] }).instances).toHaveLength(9);
	});
});
