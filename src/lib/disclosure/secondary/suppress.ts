// Secondary suppression by minimum-cost worlds.
// Source for the linear program: Fischetti and Salazar, Models and algorithms for optimizing cell suppression in
// tabular data with linear constraints, JASA 95 (2000); each solution here is also kept as a witness.
import type { Solver } from '../linear/solver.ts';
import { giveBack } from './give-back.ts';
import { improve } from './improve.ts';
import { protectAll } from './protect-all.ts';
import { Suppression } from './suppression.ts';
import type { SuppressionTask } from './suppression-task.ts';

/**
 * Chooses the candidates to hide so that every goal is met.
 *
 * For the goal farthest from being met it finds the world that leaves the published intervals at the smallest
 * price, hides what was left, keeps the world as a witness for all goals it serves, and goes on until every goal
 * has its witness; then it shows again, dearest first, whatever is not needed. Same task, same choice.
 *
 * @param withSwaps goes on to swap what can be had for less, which takes several times as long for the last few cells
 * @returns cells to hide, in the order of the candidates
 * @throws {DisclosureError} `infeasible` when hiding every candidate would not help; `solver-failed`
 */
export function suppress(solver: Solver, task: SuppressionTask, withSwaps = false): number[] {
	const suppression = startSuppression(solver, task);
	try {
		giveBack(suppression);
		if (withSwaps) improve(suppression);
		return hiddenCells(suppression);
	} finally {
		suppression.dispose();
	}
}

/**
 * As `suppress`, but before anything is given back; to be disposed by the caller.
 *
 * @throws {DisclosureError} `infeasible` when hiding every candidate would not help; `solver-failed`
 */
export function startSuppression(solver: Solver, task: SuppressionTask): Suppression {
	const suppression = new Suppression(solver, task);
	try {
		if (suppression.worlds.length === 0) suppression.enforce();
		protectAll(suppression);
		return suppression;
	} catch (error) {
		suppression.dispose();
		throw error;
	}
}

/** Secondary cells in the order of the candidates. */
export function hiddenCells({ task, secondary }: Suppression): number[] {
	return task.candidates.filter((candidate) => secondary.has(candidate)).map(({ cell }) => cell);
}
