// Giving back: cells that were hidden on the way but are not needed in the end.
import type { Goal } from '../auditor/goals/goal.ts';
import type { Suppression } from './suppression.ts';
import type { Candidate } from './suppression-task.ts';

/** How many goals that forbade the last cells are asked first. */
const remembered = 3;

/** A round takes as long as asking a few goals one by one, so it goes on while it helps more. */
const bundling = { rounds: 12, useful: 4, patience: 1 };

/** How giving back may be cut short. */
export interface GivingBack {
	/** Only these are tried. */
	readonly isTried?: (candidate: Candidate) => boolean;
	/** Gives up once more than this must stay lost, whatever is still given back. */
	readonly most?: number;
}

/**
 * Shows secondary cells again, dearest first (margins, then large numbers), where every goal can still be met.
 *
 * Worlds that agree with the cell stay witnesses, so only goals that lose theirs are searched anew. A cell is
 * mostly needed by the goal for which it was hidden, so that one is asked first, then those that
 * forbade the cells before.
 *
 * @returns false when it gave up
 */
export function giveBack(
	suppression: Suppression,
	{ isTried = () => true, most = Number.POSITIVE_INFINITY }: GivingBack = {}
): boolean {
	const order = [...suppression.secondary]
		.filter(([candidate]) => isTried(candidate))
		.sort(([a], [b]) => b.price - a.price || a.cell - b.cell);
	let untried = order.reduce((sum, [{ price }]) => sum + price, 0);
	let culprits: Goal[] = [];
	for (const [candidate, reason] of order) {
		if (suppression.lost() - untried > most) return false;
		untried -= candidate.price;
		const likely = (reason ? [reason, ...culprits] : culprits).slice(0, remembered + 1);
		const culprit = suppression.tryShowing(candidate, () =>
			firstImpossible(suppression, new Set(likely.map(({ name }) => name)))
		);
		if (culprit) culprits = [culprit, ...culprits.filter(({ name }) => name !== culprit.name)];
	}
	return suppression.lost() <= most;
}

/**
 * Searches a world for every goal without one, first for those that most likely have none; stops at the first goal
 * that can't be met and returns it.
 */
function firstImpossible(suppression: Suppression, likely: ReadonlySet<string>): Goal | undefined {
	const refuted = suppression.refuted();
	if (refuted) return refuted;
	const isSettled = (goal: Goal) => suppression.isMet(goal) || suppression.settle(goal);
	const plain = suppression.plainlyImpossible();
	if (plain && !isSettled(plain)) return plain;
	const unmet = suppression.unmet();
	const culprit = unmet.find((goal) => likely.has(goal.name) && !isSettled(goal));
	if (culprit) return culprit;
	return suppression.bundle(suppression.unmet(), bundling).find((goal) => !isSettled(goal));
}
