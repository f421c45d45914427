// Secondary suppression by minimum-cost worlds.
// Source for the linear program: Fischetti and Salazar, Models and algorithms for optimizing cell suppression in
// tabular data with linear constraints, JASA 95 (2000); each solution here is also kept as a witness.
import { isMet, reachOf, type Goal, type World } from '../auditor/goal.ts';
import type { Solver } from '../linear/solver.ts';
import { giveBack } from './give-back.ts';
import { Suppression } from './suppression.ts';
import type { Candidate, SuppressionTask } from './suppression-task.ts';

/** Rounds in which many goals are served at once: at first, and after each hidden cell. */
const manyRounds = { rounds: 20, useful: 1, patience: 4 };
const oneRound = { rounds: 1, useful: 1, patience: 1 };

/**
 * Chooses the candidates to hide so that every goal is met.
 *
 * For the goal farthest from being met it finds the world that leaves the published intervals at the smallest
 * price, hides what was left, keeps the world as a witness for all goals it serves, and goes on until every goal
 * has its witness; then it shows again, dearest first, whatever is not needed. Same task, same choice.
 *
 * @returns cells to hide, in the order of the candidates
 * @throws {DisclosureError} `infeasible` when hiding every candidate would not help; `solver-failed`
 */
export function suppress(solver: Solver, task: SuppressionTask): number[] {
	const suppression = new Suppression(solver, task);
	try {
		if (suppression.worlds.length === 0) suppression.enforce();
		protectAll(suppression);
		giveBack(suppression);
		const hidden = new Set<Candidate>(suppression.secondary.keys());
		return task.candidates.filter((candidate) => hidden.has(candidate)).map(({ cell }) => cell);
	} finally {
		suppression.dispose();
	}
}

/** Hides until every goal has a witness. */
function protectAll(suppression: Suppression): void {
	const { worlds, secondary } = suppression;
	for (let rounds = manyRounds; ; rounds = oneRound) {
		const unmet = suppression.bundle(suppression.unmet(), rounds);
		if (unmet.length === 0) return;
		for (const goal of hardestFirst(unmet, worlds)) {
			if (isMet(goal, worlds)) continue;
			const before = secondary.size;
			suppression.enforce(goal);
			if (secondary.size > before) break;
		}
	}
}

/** Goals in the order of how far their sums have to move. */
function hardestFirst(goals: readonly Goal[], worlds: readonly World[]): Goal[] {
	return goals
		.map((goal) => ({ goal, distance: distanceOf(goal, worlds) }))
		.sort((a, b) => b.distance - a.distance)
		.map(({ goal }) => goal);
}

/** How far the nearest world is from meeting a goal. */
function distanceOf(goal: Goal, worlds: readonly World[]): number {
	const { low: smallest, high: largest } = reachOf(goal, worlds);
	return Math.min(
		goal.most === undefined ? Number.POSITIVE_INFINITY : smallest - goal.most,
		goal.least === undefined ? Number.POSITIVE_INFINITY : goal.least - largest,
		goal.spread === undefined ? Number.POSITIVE_INFINITY : goal.spread - (largest - smallest)
	);
}
