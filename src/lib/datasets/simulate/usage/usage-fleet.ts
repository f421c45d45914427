// Units that report usage week by week: a growing population with heavy-tailed sizes, seen in whole ISO weeks.
import { dueTime, periodOf, periodsBetween, type Period } from '../../../schema/period.ts';
import type { UsageRecord } from '../../../schema/usage/record.ts';
import { parseDay, toDayText } from '../day.ts';
import type { FleetOptions } from '../fleet.ts';
import { drawUuid } from '../instance.ts';
import { Random, type Weighted } from '../random.ts';

/** A version of the software and the day (number) on which it came out. */
export interface UsageRelease {
	readonly version: string;
	readonly day: number;
}

/**
 * The stable traits of a unit.
 *
 * - `stream` its own stream of randomness
 * - `joined`, `left` its first and last week, as places in the weeks of the fleet; it may have joined before them
 * - `size` how much it does in a week, 1 for the median
 * - `lagDays` days after which it runs a release
 * - `has` whether it has a habit of that appeal, from 0 to 1; the same answer every time, and yes to any greater appeal
 */
export interface UsageUnit {
	readonly stream: number;
	readonly id: string;
	readonly joined: number;
	readonly left: number;
	readonly size: number;
	readonly lagDays: number;
	has(habit: string, appeal: number): boolean;
	/** One of the values by weight, always the same for a habit. */
	choice<Value>(habit: string, values: Weighted<Value>): Value;
}

/** What the units of one dataset do. */
export interface UsageProfile {
	/** Share of the weeks in which a unit of median size is active at all. */
	readonly activeShare: number;
	readonly releases: readonly UsageRelease[];
	/** The records of a unit in one week, without its id and week. */
	readonly week: (unit: UsageUnit, version: string, random: Random) => UsageRecord[];
}

const fleetStream = 0xf1ee7;
const growthPerWeek = 0.018;
const churnPerWeek = 0.006;
/** A median install runs a release within days, as the program updates itself; some never follow. */
const lags: Weighted<[median: number, sigma: number]> = [
	[[4, 0.8], 62],
	[[25, 0.9], 28],
	[[400, 0.5], 10]
];

/**
 * All records of a made-up population, week by week; equal options give equal records.
 *
 * @param unitField name of the field with the id
 */
export function* simulateUsage(
	profile: UsageProfile,
	unitField: string,
	options: FleetOptions
): Generator<{ readonly week: string; readonly records: readonly UsageRecord[] }> {
	const weeks = weeksOf(options);
	const units = drawUnits(options);
	for (const [index, week] of weeks.entries()) {
		const records: UsageRecord[] = [];
		for (const unit of units) {
			if (index < unit.joined || index > unit.left) continue;
			const random = new Random(options.seed, unit.stream, 1000 + index);
			if (!random.chance(activity(profile.activeShare, unit.size))) continue;
			const version = versionOf(profile.releases, unit, week, index);
			for (const record of profile.week(unit, version, random)) {
				records.push({ [unitField]: unit.id, week: week.id, ...record });
			}
		}
		yield { week: week.id, records };
	}
}

/** The last ISO week is that of `until`. */
function weeksOf({ weeks, until }: FleetOptions): Period[] {
	const first = toDayText((parseDay(until) ?? NaN) - 7 * (weeks - 1));
	return periodsBetween(periodOf(first, 'week').id, periodOf(until, 'week').id);
}

function drawUnits({ instances, weeks, seed }: FleetOptions): UsageUnit[] {
	const random = new Random(seed, fleetStream, 0);
	const gone = Math.round(instances * churnPerWeek * weeks * 0.8);
	return Array.from({ length: instances + gone }, (_, index) => {
		const left = index < instances ? weeks : random.whole(0, weeks - 1);
		const age = Math.floor(random.exponential(1 / (growthPerWeek + churnPerWeek)));
		return drawUnit(seed, index + 1, left - age, left);
	}).sort((a, b) => a.joined - b.joined);
}

function drawUnit(seed: number, stream: number, joined: number, left: number): UsageUnit {
	const random = new Random(seed, stream, 0);
	const id = drawUuid(random);
	const size = random.logNormal(1, 1.1);
	const [median, sigma] = random.pick(lags);
	const lagDays = Math.round(random.logNormal(median, sigma));
	const tasteOf = (habit: string) => new Random(seed, stream, hash(habit));
	return {
		stream,
		id,
		joined,
		left,
		size,
		lagDays,
		has: (habit, appeal) => tasteOf(habit).chance(appeal),
		choice: (habit, values) => tasteOf(habit).pick(values)
	};
}

/** The larger a unit, the fewer weeks it is idle. */
function activity(share: number, size: number): number {
	return 1 - (1 - share) / (0.5 + 0.5 * Math.min(size, 8));
}

/** A unit joins with the newest release and then follows with its lag; the first release at least. */
function versionOf(
	releases: readonly UsageRelease[],
	{ joined, lagDays }: UsageUnit,
	week: Period,
	index: number
): string {
	const lastDay = dueTime(week, 0) / 86_400_000 - 1;
	const upTo = Math.max(lastDay - lagDays, lastDay - 7 * (index - joined));
	return (releases.findLast(({ day }) => day <= upTo) ?? releases[0])?.version ?? '0.0.0';
}

/** A 32-bit word for a name (FNV-1a). */
function hash(name: string): number {
	let word = 0x811c9dc5;
	for (const character of name)
		word = Math.imul(word ^ (character.codePointAt(0) ?? 0), 0x01000193);
	return word;
}
