// One simulated instance: everything about it that stays, drawn once when the fleet is made.
import { drawOrganisation, type Organisation } from './organisation.ts';
import { drawPlatform, type Platform } from './platform.ts';
import { Random } from './random.ts';
import {
	drawUpgradeHabit,
	drawVersionHistory,
	type UpgradeHabit,
	type VersionStep
} from './version-history.ts';

/** The nights of its first and last heartbeat, as day numbers. */
export interface Lifetime {
	readonly joined: number;
	readonly left: number;
}

/**
 * The stable traits of an instance.
 *
 * - `stream` its own stream of randomness
 * - `hoursAtJoining` hours between its registration and its first night
 * - `sendSecond` seconds after 03:17 UTC at which it sends, give or take
 * - `missingShare` its share of nights without a heartbeat
 * - `reluctance` towards rules: they are on where the appeal of its version is greater; 0 to below 1
 */
export interface Instance extends Lifetime {
	readonly stream: number;
	readonly id: string;
	readonly hoursAtJoining: number;
	readonly sendSecond: number;
	readonly missingShare: number;
	readonly reluctance: number;
	readonly organisation: Organisation;
	readonly platform: Platform;
	readonly habit: UpgradeHabit;
	readonly versions: readonly VersionStep[];
}

/** Number of different send seconds; a clone sends half of it later than its original. */
const sendSeconds = 16;

/** Draws the instance with the number `stream` in the fleet of `seed`. */
export function drawInstance(seed: number, stream: number, lifetime: Lifetime): Instance {
	const random = new Random(seed, stream, 0);
	const id = drawUuid(random);
	const organisation = drawOrganisation(random);
	const platform = drawPlatform(organisation.users, random);
	const habit = drawUpgradeHabit(random);
	return {
		...lifetime,
		stream,
		id,
		hoursAtJoining: random.whole(0, 23),
		sendSecond: random.whole(0, sendSeconds - 1),
		missingShare: Math.min(0.3, random.logNormal(0.033, 0.65)),
		reluctance: random.uniform(),
		organisation,
		platform,
		habit,
		versions: drawVersionHistory(habit, lifetime.joined, lifetime.left, random)
	};
}

/** The instance set up from a copy of the database of `original`: the same id at another time of night. */
export function cloneOf(original: Instance, instance: Instance): Instance {
	const sendSecond = (original.sendSecond + sendSeconds / 2) % sendSeconds;
	return { ...instance, id: original.id, sendSecond };
}

/** A UUID in the form of RFC 9562 version 4. */
export function drawUuid(random: Random): string {
	const hex = [0, 1, 2, 3].map(() => random.word().toString(16).padStart(8, '0')).join('');
	const variant = '89ab'[random.whole(0, 3)];
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`${variant}${hex.slice(17, 20)}`,
		hex.slice(20)
	].join('-');
}
