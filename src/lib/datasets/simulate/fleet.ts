// A fleet over time, as a stable population: it doubles in forty weeks, a fifth leaves in a year, and so
// the ages of those alive and of those leaving are exponential with the sum of both rates, cut off at the
// first release.
// Source: Preston, Heuveline and Guillot, Demography (Blackwell 2001), ch. 7.
import type { Heartbeat } from '../../schema/heartbeat.ts';
import { parseDay, toDayText } from './day.ts';
import { heartbeatOfNight, type Night } from './heartbeat-of-night.ts';
import { cloneOf, drawInstance, type Instance, type Lifetime } from './instance.ts';
import { exp, Random } from './random.ts';
import { releases } from './releases.ts';

/**
 * What a fleet is made from; equal options give equal heartbeats.
 *
 * - `instances` how many exist on the last night; more exist before and leave
 * - `weeks` of nights, the last one being that of the day `until` (`YYYY-MM-DD`)
 * - `seed` a whole number from 0 to 2³² - 1
 */
export interface FleetOptions {
	readonly instances: number;
	readonly weeks: number;
	readonly seed: number;
	readonly until: string;
}

/** A fleet: its instances, oldest first, those that `left` before the last night, and the nights it reports in. */
export interface Fleet {
	readonly seed: number;
	readonly instances: readonly Instance[];
	readonly left: number;
	readonly nights: readonly Night[];
}

const growthPerDay = Math.LN2 / 280;
const churnPerDay = 0.22 / 365;
const clonedPairShare = 0.0015;
const outage = { share: 1 / 45, lowest: 0.08, highest: 0.2 };
const fleetStream = 0;

/** The first night in which an instance can report a release. */
export const firstNight = (releases[0]?.day ?? NaN) + 1;

/**
 * Draws the instances and nights of a fleet.
 *
 * @throws {RangeError} when `until` is not a day on or after the night of the first release
 */
export function createFleet({ instances, weeks, seed, until }: FleetOptions): Fleet {
	const last = parseDay(until) ?? NaN;
	if (!(last >= firstNight)) throw new RangeError(`no release to run by ${until}`);
	const first = Math.max(firstNight, last - 7 * weeks + 1);
	const random = new Random(seed, fleetStream, 0);
	const gained = 1 - exp(-growthPerDay * (last - first + 1));
	const left = Math.round((churnPerDay / growthPerDay) * instances * gained);
	const members: Instance[] = [];
	for (let index = 0; index < instances + left; index += 1) {
		const end = index < instances ? last : drawBefore(random, last - 1, 1 / growthPerDay, first);
		members.push(drawInstance(seed, index + 1, drawLifetime(random, end)));
	}
	return {
		seed,
		instances: withClones(members, instances).sort((a, b) => a.joined - b.joined),
		left,
		nights: drawNights(seed, first, last)
	};
}

/** The heartbeats of one night in the order of the instances. */
export function* heartbeatsOfNight(fleet: Fleet, night: Night): Generator<Heartbeat> {
	for (const instance of fleet.instances) {
		const heartbeat = heartbeatOfNight(fleet.seed, instance, night);
		if (heartbeat) yield heartbeat;
	}
}

function drawLifetime(random: Random, left: number): Lifetime {
	const meanAge = 1 / (growthPerDay + churnPerDay);
	return { joined: drawBefore(random, left, meanAge, firstNight), left };
}

/** A day exponentially far before `end`, but not before `earliest`. */
function drawBefore(random: Random, end: number, mean: number, earliest: number): number {
	if (end <= earliest) return earliest;
	for (;;) {
		const day = end - Math.floor(random.exponential(mean));
		if (day >= earliest) return day;
	}
}

/** Makes neighbours among the survivors share an id. */
function withClones(members: readonly Instance[], survivors: number): Instance[] {
	const pairs = Math.round(survivors * clonedPairShare);
	return members.map((instance, index) => {
		const original = index % 2 === 1 && index < 2 * pairs ? members[index - 1] : undefined;
		return original ? cloneOf(original, instance) : instance;
	});
}

/** One night in forty-five or so, a part of the fleet is not heard of. */
function drawNights(seed: number, first: number, last: number): Night[] {
	const nights: Night[] = [];
	for (let day = first; day <= last; day += 1) {
		const random = new Random(seed, fleetStream, day);
		const isBad = random.chance(outage.share);
		const share = outage.lowest + random.uniform() * (outage.highest - outage.lowest);
		nights.push({ day, text: toDayText(day), outage: isBad ? share : 0 });
	}
	return nights;
}
