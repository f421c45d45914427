// Days to 50 and 80 %, and “at least”, of a published fleet against the raw heartbeats counted by hand.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toAdoption } from '../../../src/lib/chart/model/versions/adoption.ts';
import { toAtLeast, versionsOf } from '../../../src/lib/chart/model/versions/at-least.ts';
import { heartbeats } from '../../../src/lib/datasets/heartbeats.ts';
import { daysBetween, lastDay } from '../../../src/lib/schema/period.ts';
import type { TableView } from '../../../src/lib/schema/table-view.ts';
import { PublishedStore } from '../../../src/lib/server/published/published-store.ts';
import { RawTruth, type Truth } from '../../attack/raw-truth.ts';
import { publishFleet, type PublishedFleet } from '../../support/published-fleet.ts';

let fleet: PublishedFleet;
let view: TableView;
const truths: Truth[] = [];

beforeAll(async () => {
	fleet = await publishFleet();
	const asked = { dataset: 'heartbeats', table: 'version', granularity: 'week' } as const;
	const read = await new PublishedStore(fleet.dataFolder).readTable(asked);
	if (!read) throw new Error('no table of versions');
	view = read;
	const raw = await RawTruth.read(fleet.heartbeatsFile);
	for (const { start, end } of view.periods) {
		truths.push(
			await raw.count("regexp_extract(kodus.version, '\\d+\\.\\d+\\.\\d+.*')", start, end)
		);
	}
});

afterAll(() => fleet.remove());

/** Major, minor, patch, and 1 for what is no candidate. */
function placeOf(version: string): number[] {
	const [numbers = '', ...tail] = version.split(/[-+]/);
	const places = numbers.split('.').map(Number);
	return places.length < 3 ? places : [...places, tail.length === 0 ? 1 : 0];
}

function isAtLeast(version: string, bound: string): boolean {
	const [one, other] = [placeOf(version), placeOf(bound)];
	const index = other.findIndex((place, at) => one[at] !== place);
	return index < 0 || (one[index] ?? 0) > (other[index] ?? 0);
}

function countOf(truth: Truth | undefined, isMeant: (version: string) => boolean): number {
	return [...(truth ?? [])].reduce((sum, [name, units]) => sum + (isMeant(name) ? units : 0), 0);
}

const isReadable = (version: string) => version !== '' && !version.startsWith('0.0.0');

/** True share of all instances on `bound` or newer, week by week. */
function sharesAtLeast(bound: string): number[] {
	return truths.map((truth) => {
		const above = countOf(truth, (name) => isReadable(name) && isAtLeast(name, bound));
		return above / countOf(truth, () => true);
	});
}

test('the days to 50 and 80 % of each release hold those of the raw heartbeats', () => {
	const { lines } = toAdoption(view, heartbeats.releases);
	expect(lines.length).toBeGreaterThan(2);
	let told = 0;
	for (const { version, released, points, t50, t80 } of lines) {
		const shares = sharesAtLeast(version);
		const days = view.periods.map((period) => daysBetween(released, lastDay(period)));
		for (const { period, low, high } of points) {
			const share = shares[view.periods.indexOf(period)] ?? 0;
			expect(low ?? 0, `${version} in ${period.id}`).toBeLessThanOrEqual(share);
			expect(high ?? 1, `${version} in ${period.id}`).toBeGreaterThanOrEqual(share);
		}
		for (const [milestone, part] of [
			[t50, 0.5],
			[t80, 0.8]
		] as const) {
			const first = shares.findIndex((share, index) => (days[index] ?? -1) >= 0 && share >= part);
			const before = first - 1;
			if (first < 1 || (days[before] ?? -1) < 0 || milestone.value === undefined) continue;
			const [from = 0, to = 0] = [shares[before], shares[first]];
			const [start = 0, end = 0] = [days[before], days[first]];
			const truth = start + ((part - from) / (to - from)) * (end - start);
			expect(milestone.low ?? 0, version).toBeLessThanOrEqual(truth + 1e-9);
			if (milestone.high !== undefined) {
				expect(milestone.high, version).toBeGreaterThanOrEqual(truth - 1e-9);
			}
			told += 1;
		}
	}
	expect(told).toBeGreaterThan(0);
});

test('“at least” and what would break hold the counts of the raw heartbeats, for every version one may choose', () => {
	const choices = versionsOf(view);
	expect(choices.length).toBeGreaterThan(2);
	for (const version of choices) {
		const { cuts } = toAtLeast(view, version);
		for (const { period, atLeast, below } of cuts) {
			const truth = truths[view.periods.indexOf(period)];
			const above = countOf(truth, (name) => isReadable(name) && isAtLeast(name, version));
			const rest = countOf(truth, () => true) - above;
			for (const [side, count] of [
				[atLeast, above],
				[below, rest]
			] as const) {
				expect(side.count.low ?? 0, `${version} in ${period.id}`).toBeLessThanOrEqual(count);
				expect(side.count.high ?? Infinity, period.id).toBeGreaterThanOrEqual(count);
			}
		}
	}
});
