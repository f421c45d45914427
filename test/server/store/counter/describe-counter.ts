// What every engine that counts heartbeats has to do, by the same cases for all of them.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { heartbeats } from '../../../../src/lib/datasets/heartbeats.ts';
import type { Heartbeat } from '../../../../src/lib/schema/heartbeat.ts';
import { parsePeriod } from '../../../../src/lib/schema/period.ts';
import type { HeartbeatCounter } from '../../../../src/lib/server/store/heartbeat-counter.ts';
import { toWholeCells } from '../../../../src/lib/server/store/whole-cells.ts';
import { fleet, heartbeat, instanceId } from '../../../support/heartbeats.ts';
import { ModelCounter } from './model-counter.ts';
import { happenings, type Happening } from './random-happenings.ts';

/** An empty engine, filled the way receivers fill it. */
export interface OpenedCounter {
	readonly counter: HeartbeatCounter;
	/** Stores heartbeats of one drain; `over`: of sources over their limit. */
	append(heartbeats: readonly Heartbeat[], over?: boolean): Promise<void>;
	forget(instance: string): Promise<void>;
	close(): Promise<void>;
}

const everybody = { minActiveDays: 1, minAgeDays: 0 };
const policy = { minActiveDays: 2, minAgeDays: 7 };
const days = (from: string, count: number) =>
	Array.from({ length: count }, (_, day) =>
		new Date(Date.parse(from) + day * 86_400_000).toISOString().slice(0, 10)
	);

/** On a busy machine: each run opens an engine anew and counts eight times. */
const secondsPerRun = 8;

/**
 * Runs the cases on engines that `open` gives, each time an empty one.
 *
 * @param runs how many random fleets; a few unless told
 */
export function describeCounter(name: string, open: () => Promise<OpenedCounter>, runs = 5): void {
	describe(`heartbeats in ${name}`, () => {
		let engine: OpenedCounter;
		let model: ModelCounter;
		beforeEach(async () => {
			engine = await open();
			model = new ModelCounter();
		});
		afterEach(() => engine.close());

		const append = async (list: readonly Heartbeat[], over = false) => {
			model.append(list, over);
			await engine.append(list, over);
		};
		/** The cells of a period, which are those of the model. */
		const cellsOf = async (id: string, thresholds = everybody) => {
			const period = parsePeriod(id);
			const counted = await engine.counter.count(heartbeats, period, thresholds);
			const cells = { population: counted.population, ...toWholeCells(heartbeats, counted) };
			const expected = await model.count(heartbeats, period, thresholds);
			expect(cells).toEqual({
				population: expected.population,
				...toWholeCells(heartbeats, expected)
			});
			return cells;
		};
		const countsOf = async (id: string, table: string, thresholds = everybody) =>
			((await cellsOf(id, thresholds)).counts.get(table) ?? []).map(({ values, count }) => [
				...values,
				count
			]);

		test('nothing was received: no span, no cells, nobody held', async () => {
			const { counter } = engine;
			expect(await counter.readSpan()).toBeUndefined();
			expect(await counter.hasReceived(parsePeriod('2026-W46'))).toBe(false);
			expect(await cellsOf('2026-W46')).toMatchObject({ population: 0 });
			expect(await counter.listHeld()).toEqual([]);
			expect(await counter.countExpired('2027-01-01')).toEqual({ rows: 0, gone: 0 });
			expect(await counter.admit([instanceId(1)])).toBe(0);
			expect(await counter.drop([instanceId(1)])).toBe(0);
		});

		test('the last heartbeat of an instance counts as a whole, none of its columns alone', async () => {
			const old = { ...heartbeat(1, '2026-11-09', undefined, 500) };
			const bare = heartbeat(1, '2026-11-11', undefined, 0);
			await append([
				{ ...old, kodus: { version: '2.0.0', deployment: 'k8s', uptime_hours: 9000 } },
				{
					...bare,
					kodus: { version: '', deployment: 'unknown', uptime_hours: 0 },
					runtime: { ...bare.runtime, node_version: '', db_version: '', arch: '' },
					config: { ...bare.config, kody_rules_enabled: false, integrations: [] }
				},
				{ ...heartbeat(1, '2026-11-16'), kodus: { ...old.kodus, version: '3.0.0' } }
			]);
			const { counts, divisions } = await cellsOf('2026-W46');
			expect(counts.get('version_by_deployment')).toEqual([{ values: ['', 'unknown'], count: 1 }]);
			expect(counts.get('rules')).toEqual([{ values: ['no'], count: 1 }]);
			expect(counts.get('integration')?.map(({ values }) => values[1])).not.toContain('yes');
			expect(divisions.get('users')).toEqual([]);
			expect(await countsOf('2026-W47', 'version')).toEqual([['3.0.0', 1]]);
			expect(await countsOf('2026-W45', 'version')).toEqual([]);
		});

		test('of a day the latest heartbeat counts, whichever came first', async () => {
			const at = (time: string, users: number) => heartbeat(1, '2026-11-09', time, users);
			await append([at('03:17:00.000Z', 1), at('23:59:59.999999Z', 50), at('12:00:00.000Z', 10)]);
			expect(await countsOf('2026-W46', 'active_users_band')).toEqual([['50 to 99', 1]]);
			await append([at('23:59:59.999998Z', 5)]);
			expect(await countsOf('2026-W46', 'active_users_band')).toEqual([['50 to 99', 1]]);
			await append([at('23:59:59.999999Z', 50)]);
			expect(await countsOf('2026-W46', 'missed_nights')).toEqual([['2 or more', 1]]);
		});

		test('equal times are settled by content, in whatever order they come', async () => {
			const odd = (n: number, version: string, users = 7) => {
				const one = heartbeat(n, '2026-11-09', undefined, users);
				return { ...one, kodus: { ...one.kodus, version } };
			};
			const versions = ['2.1.9', '2.1.10', 'a', 'B', 'é', 'e\u0301', '\uFFFD', '\u{1F600}', ''];
			await append(versions.map((version) => odd(1, version)));
			for (const version of versions) await append([odd(2, version)]);
			for (const version of versions.toReversed()) await append([odd(3, version)]);
			expect(await countsOf('2026-W46', 'version')).toEqual([['\u{1F600}', 3]]);
			await append([odd(4, '2', 9), odd(4, '2', 10)]);
			await append([odd(5, '2', 10)]);
			await append([odd(5, '2', 9)]);
			expect((await cellsOf('2026-W46')).divisions.get('users')).toMatchObject(
				[
					{ values: ['5 to 9'], contributors: 3 },
					{ values: ['10 to 24'], contributors: 2, total: 20, largest: 10, second: 10 }
				].toReversed()
			);
		});

		test('who is active and old enough counts, to the day', async () => {
			await append([
				...['2026-11-09', '2026-11-15'].map((day) => heartbeat(1, day)),
				...['2026-11-08', '2026-11-15', '2026-11-14'].map((day) => heartbeat(2, day)),
				...['2026-11-08', '2026-11-10'].map((day) => heartbeat(3, day)),
				...['2026-11-10', '2026-11-11', '2026-11-16'].map((day) => heartbeat(4, day))
			]);
			for (const minAgeDays of [0, 5, 6, 7, 8]) {
				for (const minActiveDays of [1, 2, 3])
					await cellsOf('2026-W46', { minActiveDays, minAgeDays });
			}
			expect((await cellsOf('2026-W46', policy)).population).toBe(1);
			expect((await cellsOf('2026-W46', { ...policy, minAgeDays: 6 })).population).toBe(2);
		});

		test('texts are counted as they came, by code points', async () => {
			const versions = [
				...["'; DROP TABLE heartbeat; --", '\\', '\\N', '"', '{a,b}', 'NULL', 'null', '$1', '%s'],
				...[
					'a\tb\nc\r',
					'a',
					'a ',
					'A',
					'á',
					'a\u0301',
					'\u0000',
					'\uD800',
					'\uFFFF',
					'\u{10FFFF}'
				],
				...['', 'x'.repeat(64), 'İ', 'ß', 'ss']
			];
			await append(
				versions.map((version, n) => {
					const one = heartbeat(n);
					const runtime = { ...one.runtime, arch: version, db_version: version };
					return { ...one, kodus: { ...one.kodus, version }, runtime };
				})
			);
			const isUnstorable = (one: string) => one === '\u0000' || one === '\uD800';
			const stored = versions.map((one) => (isUnstorable(one) ? '\uFFFD' : one));
			const counted = await countsOf('2026-W46', 'version');
			expect(counted.map(([version]) => version)).toEqual(
				[...new Set(stored)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
			);
			expect(counted).toContainEqual(['\uFFFD', 2]);
		});

		test('numbers fall into their bands, and sums take no more of one than their most', async () => {
			const edges = [
				0,
				1,
				4,
				5,
				9,
				10,
				49,
				99,
				100,
				250,
				499,
				500,
				20_001,
				Number.MAX_SAFE_INTEGER
			];
			await append(
				edges.map((edge, n) => {
					const one = heartbeat(n, undefined, undefined, edge);
					const usage = { ...one.usage_7d, prs_reviewed: edge, repos_connected: edge };
					return { ...one, usage_7d: usage, kodus: { ...one.kodus, uptime_hours: edge } };
				})
			);
			const { divisions } = await cellsOf('2026-W46');
			expect(divisions.get('volume')?.at(-1)).toMatchObject({ values: ['500 or more'] });
			expect(divisions.get('volume')).toContainEqual({
				...{ values: ['500 or more'], contributors: 3 },
				...{ total: 40_500, largest: 20_000, second: 20_000 }
			});
			expect((await cellsOf('2026-11')).divisions).toEqual(new Map());
		});

		test('weeks and months end with their days, also at the turn of the year', async () => {
			const moments = [
				...[
					['2026-12-27', '23:59:59.999Z'],
					['2026-12-28', '00:00:00.000Z']
				],
				...[
					['2026-12-31', '23:59:59.999Z'],
					['2027-01-01', '00:00:00.000Z']
				],
				...[
					['2027-01-03', '23:59:59.999Z'],
					['2027-01-04', '00:00:00.000Z']
				],
				...[['2028-02-29', '12:00:00.000Z']]
			] as const;
			for (const [index, [day, time]] of moments.entries()) {
				await append([heartbeat(index, day, time), heartbeat(99, day, time, index)]);
			}
			const population = async (id: string) => (await cellsOf(id)).population;
			expect(await population('2026-W52')).toBe(2);
			expect(await population('2026-W53')).toBe(5);
			expect(await population('2027-W01')).toBe(2);
			expect(await population('2026-12')).toBe(4);
			expect(await population('2027-01')).toBe(4);
			expect(await population('2028-02')).toBe(2);
			expect(await engine.counter.readSpan()).toEqual({
				...{ first: '2026-12-27', last: '2028-02-29', firstUnit: '2026-12-27' }
			});
			expect(await engine.counter.hasReceived(parsePeriod('2026-W51'))).toBe(false);
			expect(await engine.counter.hasReceived(parsePeriod('2026-W53'))).toBe(true);
		});

		test('a month is made of heartbeats, not of its weeks', async () => {
			const as = (day: string, version: string) => {
				const one = heartbeat(1, day);
				return { ...one, kodus: { ...one.kodus, version } };
			};
			// Active once in each of three weeks, and last in a week that reaches into the next month.
			await append([as('2026-11-02', '1'), as('2026-11-10', '2'), as('2026-11-30', '3')]);
			await append([as('2026-12-01', '4')]);
			expect(await countsOf('2026-11', 'version', { ...policy, minActiveDays: 3 })).toEqual([
				['3', 1]
			]);
			expect(await countsOf('2026-W46', 'version', policy)).toEqual([]);
			expect(await countsOf('2026-W49', 'version')).toEqual([['4', 1]]);
		});

		test('an id that goes back and forth between machines is shared, one that moves is not', async () => {
			const on = (n: number, machines: readonly string[]) =>
				machines.map((machine, index) => {
					const one = heartbeat(n, days('2026-11-09', 7)[index]);
					const [os = '', arch = '', cpus] = machine.split(' ');
					const runtime = { ...one.runtime, os: os as 'linux', arch, cpu_count: Number(cpus) };
					return { ...one, runtime };
				});
			await append([
				...on(1, ['linux x64 4', 'linux x64 8', 'linux x64 4']),
				...on(2, ['linux x64 4', 'linux x64 8', 'linux x64 8']),
				...on(3, ['linux x64 4', 'darwin arm64 4', 'linux x64 4', 'darwin arm64 4']),
				...on(4, ['linux x64 4', 'linux arm64 4', 'windows arm64 4']),
				...on(5, ['linux x64 4', 'linux x64 4', 'linux x64 4'])
			]);
			await append([...fleet(1, '2026-11-08'), heartbeat(2, '2026-11-16')]);
			expect(await countsOf('2026-W46', 'shared_id')).toEqual([
				['no', 2],
				['yes', 3]
			]);
			expect(await countsOf('2026-W46', 'shared_id', { ...policy, minAgeDays: 0 })).toHaveLength(2);
		});

		test('who is held counts nowhere until admitted, and is gone when dropped', async () => {
			const { counter } = engine;
			await append([heartbeat(1, '2026-11-09')]);
			await append([heartbeat(1, '2026-11-10'), heartbeat(2, '2026-11-10')], true);
			await append([heartbeat(3, '2026-11-12'), heartbeat(4, '2026-11-10')], true);
			await append([heartbeat(2, '2026-11-11'), heartbeat(5, '2026-11-30')]);
			const held = await counter.listHeld();
			expect(held).toEqual(await model.listHeld());
			expect(held.map(({ instance }) => instance)).toEqual([2, 4, 3].map(instanceId));
			expect((await cellsOf('2026-W46')).population).toBe(1);
			expect(await counter.admit([2, 1, 77].map(instanceId))).toBe(2);
			await model.admit([instanceId(2)]);
			expect((await cellsOf('2026-W46')).population).toBe(2);
			expect(await counter.drop([3, 2].map(instanceId))).toBe(1);
			await model.drop([instanceId(3)]);
			await append([heartbeat(3, '2026-11-13')]);
			expect((await cellsOf('2026-W46')).population).toBe(3);
			expect(await counter.listHeld()).toEqual(await model.listHeld());
		});

		test('nothing but held heartbeats is nothing yet', async () => {
			await append([heartbeat(1)], true);
			expect(await engine.counter.readSpan()).toBeUndefined();
			expect(await engine.counter.hasReceived(parsePeriod('2026-W46'))).toBe(false);
			expect((await cellsOf('2026-W46')).population).toBe(0);
		});

		test('who is forgotten is in no number any more and is not taken again', async () => {
			await append(fleet(4));
			await append([heartbeat(9)], true);
			for (const n of [2, 9]) {
				model.forget(instanceId(n));
				await engine.forget(instanceId(n));
			}
			expect((await cellsOf('2026-W46')).population).toBe(3);
			await append([heartbeat(2, '2026-11-10'), heartbeat(9), heartbeat(1, '2026-11-10')]);
			expect((await cellsOf('2026-W46')).population).toBe(3);
			expect(await engine.counter.listHeld()).toEqual([]);
		});

		test('what is before a day is deleted, and who comes back is as old as when last seen', async () => {
			const { counter } = engine;
			await append([heartbeat(1, '2026-10-01'), heartbeat(1, '2026-10-31')]);
			await append([heartbeat(2, '2026-10-01'), heartbeat(2, '2026-11-09')]);
			await append([heartbeat(3, '2026-10-01'), heartbeat(3, '2026-11-10')], true);
			await append([heartbeat(4, '2026-10-02')], true);
			const expected = await model.expire('2026-11-01');
			expect(expected).toEqual({ rows: 5, gone: 1 });
			expect(await counter.countExpired('2026-11-01')).toEqual(expected);
			expect(await counter.expire('2026-11-01')).toEqual(expected);
			expect(await counter.expire('2026-11-01')).toEqual({ rows: 0, gone: 0 });
			await append([heartbeat(1, '2026-11-10'), heartbeat(4, '2026-11-10')]);
			expect(await counter.listHeld()).toEqual(await model.listHeld());
			await counter.admit([instanceId(3)]);
			await model.admit([instanceId(3)]);
			for (const minAgeDays of [0, 5, 6, 14, 15, 16]) {
				await cellsOf('2026-W46', { minActiveDays: 1, minAgeDays });
			}
			expect(await counter.readSpan()).toEqual(await model.readSpan());
		});

		test(
			'whatever happens, the cells are those of the model',
			async () => {
				await fc.assert(
					fc.asyncProperty(happenings, async (list) => {
						await engine.close();
						engine = await open();
						model = new ModelCounter();
						for (const one of list) await happen(one, engine, model, append);
						for (const period of ['2026-W52', '2026-W53', '2026-12', '2027-01']) {
							await cellsOf(period);
							await cellsOf(period, policy);
						}
						expect(await engine.counter.readSpan()).toEqual(await model.readSpan());
						expect(await engine.counter.listHeld()).toEqual(await model.listHeld());
					}),
					{ numRuns: runs }
				);
			},
			60_000 + runs * secondsPerRun * 1000
		);
	});
}

async function happen(
	happening: Happening,
	engine: OpenedCounter,
	model: ModelCounter,
	append: (list: readonly Heartbeat[], over: boolean) => Promise<void>
): Promise<void> {
	if ('heartbeats' in happening) await append(happening.heartbeats, happening.over);
	else if ('forget' in happening) {
		model.forget(happening.forget);
		await engine.forget(happening.forget);
	} else if ('expire' in happening) {
		expect(await engine.counter.expire(happening.expire)).toEqual(
			await model.expire(happening.expire)
		);
	} else {
		const { decision, instances } = happening;
		expect(await engine.counter[decision](instances)).toBe(await model[decision](instances));
	}
}
