// Hiding until every goal has its witness.
import { reachOf, type Goal, type Target, type World } from '../auditor/goals/goal.ts';
import type { Bundling } from '../auditor/worlds/bundle.ts';
import type { Suppression } from './suppression.ts';

/** Rounds in which many goals are served at once: at first, and at first after a change of one cell. */
const manyRounds = { rounds: 20, useful: 1, patience: 4 };
const someRounds = { rounds: 12, useful: 4, patience: 1 };

/** So many goals, or this part of all that are left, are served one by one, the hardest first, before many at once again. */
const singly = { goals: 3, part: 1 / 64 };

/** Rounds after one of them for which something had to be hidden, and after one for which nothing had to be. */
const oneRound = { rounds: 1, useful: 1, patience: 1 };
const idleRounds = { rounds: 20, useful: 8, patience: 1 };

/**
 * Hides until every goal has a witness.
 *
 * @param most gives up once more is lost
 * @param first the goal that most likely asks for something to be hidden
 * @returns whether every goal has one
 * @throws {DisclosureError} `infeasible` when hiding every candidate would not help; `solver-failed`
 */
export function protectAll(
	suppression: Suppression,
	most = Number.POSITIVE_INFINITY,
	first?: Goal
): boolean {
	const { secondary } = suppression;
	const distances = new Distances();
	if (first && !suppression.isMet(first)) {
		suppression.enforce(first);
		if (suppression.lost() > most) return false;
	}
	for (let rounds: Bundling = first ? someRounds : manyRounds; ;) {
		const unmet = suppression.bundle(suppression.unmet(), rounds);
		if (unmet.length === 0) return true;
		let left = Math.max(singly.goals, Math.floor(unmet.length * singly.part));
		for (const goal of distances.hardestFirst(unmet, suppression.worlds)) {
			if (suppression.isMet(goal)) continue;
			const before = secondary.size;
			suppression.enforce(goal);
			if (suppression.lost() > most) return false;
			rounds = secondary.size > before ? oneRound : idleRounds;
			left -= 1;
			if (left === 0) break;
		}
	}
}

/** Goals and worlds that only grow in number, and how far each goal's sum reached in those seen so far. */
class Distances {
	readonly #reach = new Map<Goal, Target & { readonly seen: number }>();

	/** Goals in the order of how far their sums have to move. */
	hardestFirst(goals: readonly Goal[], worlds: readonly World[]): Goal[] {
		return goals
			.map((goal) => ({ goal, distance: this.#distanceOf(goal, worlds) }))
			.sort((a, b) => b.distance - a.distance)
			.map(({ goal }) => goal);
	}

	/** How far the nearest world is from meeting a goal. */
	#distanceOf(goal: Goal, worlds: readonly World[]): number {
		const before = this.#reach.get(goal);
		const fresh = reachOf(goal, before ? worlds.slice(before.seen) : worlds);
		const smallest = Math.min(fresh.low, before?.low ?? Number.POSITIVE_INFINITY);
		const largest = Math.max(fresh.high, before?.high ?? Number.NEGATIVE_INFINITY);
		this.#reach.set(goal, { low: smallest, high: largest, seen: worlds.length });
		return Math.min(
			goal.most === undefined ? Number.POSITIVE_INFINITY : smallest - goal.most,
			goal.least === undefined ? Number.POSITIVE_INFINITY : goal.least - largest,
			goal.spread === undefined ? Number.POSITIVE_INFINITY : goal.spread - (largest - smallest)
		);
	}
}
