// Which version an instance reports when: how soon operators upgrade, and in which words clients say it.
import { newestCandidate, newestRelease, successorOf } from './releases.ts';
import type { Random, Weighted } from './random.ts';

/**
 * How an instance comes by its versions: `stable` releases after its own lag, `candidate` builds within
 * days, a `fork` of its own, or a version that is `unreadable` to the client.
 */
type Channel = 'stable' | 'candidate' | 'fork' | 'unreadable';

/** From the night of day `from` on the instance reports `reported`; `release` is what it truly runs, if known. */
export interface VersionStep {
	readonly from: number;
	readonly reported: string;
	readonly release: string | undefined;
}

/** An operator's habit. `lagDays` is the median time to react to a new release; `undefined`: never. */
export interface UpgradeHabit {
	readonly channel: Channel;
	readonly prefix: string;
	readonly lagDays: number | undefined;
}

const channels: Weighted<Channel> = [
	['stable', 95],
	['candidate', 3],
	['fork', 0.9],
	['unreadable', 1.1]
];
const prefixes: Weighted<string> = [
	['', 90],
	['selfhosted-', 7],
	['v', 3]
];
const unreadable: Weighted<string> = [
	['0.0.0', 75],
	['main', 15],
	['latest', 6],
	['dev-build', 4]
];
const forkNames = ['acme', 'initech', 'globex', 'umbrella', 'hooli', 'stark', 'wayne', 'soylent'];

/** Builds of one public fork that took numbers of the upstream project; they came out on 2026-03-02. */
const collidingForks = { day: 20_514, versions: ['2.0.20', '2.0.22', '2.0.23', '2.0.25'] };

const lag = { median: 21, sigmaBetweenInstances: 0.9, sigmaBetweenUpgrades: 0.4, never: 0.2 };

/** Draws a habit: a fifth of the instances never upgrade, the rest after about three weeks, log-normally. */
export function drawUpgradeHabit(random: Random): UpgradeHabit {
	const lagDays = random.logNormal(lag.median, lag.sigmaBetweenInstances);
	return {
		channel: random.pick(channels),
		prefix: random.pick(prefixes),
		lagDays: random.chance(lag.never) ? undefined : lagDays
	};
}

/** All versions of an instance that exists from `joined` to `left`, old to new, the first from `joined` on. */
export function drawVersionHistory(
	habit: UpgradeHabit,
	joined: number,
	left: number,
	random: Random
): VersionStep[] {
	if (habit.channel === 'stable') return stableHistory(habit, joined, left, random);
	if (habit.channel === 'candidate') return candidateHistory(joined, left, random.whole(0, 4));
	const reported = habit.channel === 'fork' ? forkVersion(joined, random) : random.pick(unreadable);
	return [{ from: joined, reported, release: undefined }];
}

/** An operator notices that the version is no longer the newest, waits, and then takes the newest of that day. */
function stableHistory(
	{ prefix, lagDays }: UpgradeHabit,
	joined: number,
	left: number,
	random: Random
): VersionStep[] {
	const steps: VersionStep[] = [];
	let from = joined;
	while (from <= left) {
		const release = newestRelease(from);
		if (!release) throw new RangeError('expected an instance to join after the first release');
		steps.push({ from, reported: prefix + release.version, release: release.version });
		const successor = successorOf(release);
		if (lagDays === undefined || !successor) break;
		from = successor.day + 1 + Math.round(random.logNormal(lagDays, lag.sigmaBetweenUpgrades));
	}
	return steps;
}

function candidateHistory(joined: number, left: number, lagDays: number): VersionStep[] {
	const steps: VersionStep[] = [];
	for (let from = joined; from <= left; from += 1) {
		const reported = newestCandidate(Math.max(joined, from - lagDays)) ?? '';
		if (steps.at(-1)?.reported === reported) continue;
		steps.push({ from, reported, release: reported.replace(/-rc\.\d+$/, '') });
	}
	return steps;
}

function forkVersion(joined: number, random: Random): string {
	if (joined > collidingForks.day && random.chance(0.4)) {
		return collidingForks.versions[random.whole(0, 3)] ?? '';
	}
	const base = random.chance(0.5) ? '0.4.15' : newestRelease(joined)?.version;
	return `${base}-${forkNames[random.whole(0, 7)]}.${random.whole(1, 12)}`;
}
