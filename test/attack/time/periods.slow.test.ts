// Periods against each other: no cumulative or rolling series, months and weeks, late data, a cell that comes and goes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsePeriod } from '../../../src/lib/schema/period.ts';
import { Attacker } from '../attacker/attacker.ts';
import { changeOf, rangeUnder } from '../attacker/change.ts';
import type { Constraint } from '../attacker/linear-system.ts';
import { loadAttackSolver } from '../attacker/program.ts';
import { countsBehind, readRelease, type ReadRelease } from '../attacker/published.ts';
import { serveWeeks, type ServedWeeks, type Week } from '../fleets/served-weeks.ts';
import { units } from '../fleets/unit.ts';
import { addressesOf, readAll, readTables, toText } from '../outputs/public-outputs.ts';

const solver = await loadAttackSolver();

/** Two large platforms and `k8s` instances on a third. */
function platforms(k8s: number): Week['units'] {
	return [
		...units(k8s, { deployment: 'k8s' }),
		...units(60),
		...units(30, { deployment: 'docker-compose' })
	];
}

/** Cumulative series (T18), week and month (T20), a cell that falls below k (T31). Equal ids are the same instances. */
const weeks: Week[] = [
	{ period: '2026-W10', units: units(120), firstId: 0 },
	{ period: '2026-W11', units: units(123), firstId: 0 },
	{ period: '2026-W23', units: units(40), firstId: 1000 },
	{ period: '2026-W24', units: units(38), firstId: 1004 },
	{ period: '2026-W32', units: platforms(10), firstId: 2000 },
	{ period: '2026-W33', units: platforms(9), firstId: 2001 }
];

let served: ServedWeeks;
let releases: Map<string, ReadRelease>;

beforeAll(async () => {
	served = await serveWeeks(weeks);
	releases = new Map();
	for (const { period } of served.outcomes)
		releases.set(period, await readRelease(served.origin, period));
});

afterAll(async () => {
	await served.stop();
});

const release = (period: string): ReadRelease => {
	const found = releases.get(period);
	if (!found) throw new Error(`${period} is not published`);
	return found;
};

const total = (period: string) => {
	const { cells, manifest } = release(period);
	return countsBehind(cells[0]?.value ?? 0, manifest.policy);
};

describe('series', () => {
	test('count who was active in a period, never who was ever seen (T18)', () => {
		expect(releases.get('2026-06')?.cells[0]?.value).toBeLessThan(60);
		const { low, high } = changeOf(solver, 'version: *', release('2026-W10'), release('2026-W11'));
		expect(low).toBeLessThanOrEqual(3);
		expect(high - low + 1).toBe(9);
	});

	test('have periods that do not overlap, and there is no rolling window to ask for (T19)', async () => {
		for (const granularity of ['week', 'month']) {
			const periods = [...releases.keys()]
				.map(parsePeriod)
				.filter((period) => period.granularity === granularity)
				.toSorted((a, b) => a.start.localeCompare(b.start));
			for (const [index, { start }] of periods.entries())
				expect(start >= (periods[index - 1]?.end ?? '')).toBe(true);
		}
		const table = `${served.origin}/api/v1/datasets/heartbeats/tables/version`;
		for (const query of [
			'granularity=day',
			'granularity=rolling',
			'window=7',
			'cumulative=true',
			'from=2026-03-02&to=2026-03-09'
		]) {
			expect((await fetch(`${table}?${query}`)).status, query).toBe(400);
		}
	});
});

test('week, week and month together tell no flow of a small group that exists (T20)', () => {
	const only = (column: number): Constraint['sum'] => new Map([[column, 1]]);
	const sum = (...columns: number[]) => new Map(columns.map((column) => [column, 1]));
	const [firstOnly, secondOnly, both, neither] = [0, 1, 2, 3];
	const constraints = [
		{ sum: sum(firstOnly, both), ...total('2026-W23') },
		{ sum: sum(secondOnly, both), ...total('2026-W24') },
		{ sum: sum(firstOnly, secondOnly, both, neither), ...total('2026-06') }
	];
	for (const column of [firstOnly, secondOnly, neither])
		expect(rangeUnder(solver, 4, constraints, only(column)).low).toBe(0);
});

test('a cell that falls below k is hidden and says no more than its release does (T31)', () => {
	const name = 'deployment: k8s';
	const value = release('2026-W32').cells.find(
		({ table, categories }) => table === 'deployment' && categories[0] === 'k8s'
	)?.value;
	expect(value).toBe(10);
	const after = release('2026-W33');
	const other = new Attacker(solver, after).rangeOf('deployment: other');
	expect(JSON.stringify(after.manifest.dimensions)).not.toContain('k8s');
	const { ambiguity, k } = after.manifest.policy;
	const isOpen = other.low === 0 && other.high >= ambiguity;
	expect(isOpen || other.low >= k, `${other.low} to ${other.high}`).toBe(true);
	const before = new Attacker(solver, release('2026-W32')).rangeOf(name);
	expect(before.high - 1).toBeGreaterThanOrEqual(k);
});

test('late heartbeats change no byte of what is published (T21)', async () => {
	const tables = await readTables(served.origin);
	const addresses = ['/api/v1/releases/heartbeats/2026-06', ...addressesOf('2026-W23', tables)];
	const read = async () =>
		[...(await readAll(served.origin, addresses))].map(([address, body]) => [
			address,
			toText(body)
		]);
	const before = await read();
	const outcomes = await served.add([{ period: '2026-W23', units: units(25), firstId: 5000 }]);
	expect(outcomes).toEqual([]);
	expect(await read()).toEqual(before);
});
