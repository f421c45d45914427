// Giving back: cells that were hidden on the way but are not needed in the end.
import { isMet, type Goal, type World } from '../auditor/goal.ts';
import { agrees, type Suppression } from './suppression.ts';

/** How many goals that forbade the last cells are asked first. */
const remembered = 3;

/** Rounds in which many goals are served at once before they are asked one by one. */
const mostBundles = 12;

/**
 * Shows secondary cells again, dearest first (margins, then large numbers), where every goal can still be met.
 *
 * Worlds that agree with the cell stay witnesses, so only goals that lose theirs are searched anew. A cell is
 * mostly needed by the goal for which it was hidden, so that one is asked first, then those that
 * forbade the cells before.
 */
export function giveBack(suppression: Suppression): void {
	const order = [...suppression.secondary].sort(([a], [b]) => b.price - a.price || a.cell - b.cell);
	let culprits: Goal[] = [];
	for (const [candidate, reason] of order) {
		const kept = suppression.worlds.filter((world) => agrees(world, candidate));
		suppression.show(candidate);
		const worlds = [...kept];
		const likely = reason ? [reason, ...culprits] : culprits;
		const culprit = firstImpossible(suppression, worlds, likely.slice(0, remembered + 1));
		if (!culprit) {
			suppression.worlds = worlds;
			continue;
		}
		culprits = [culprit, ...culprits.filter(({ name }) => name !== culprit.name)];
		suppression.hide(candidate, reason);
		suppression.worlds.push(...worlds.slice(kept.length));
	}
}

/** Searches a world for every goal without one; stops at the first goal that can't be met and returns it. */
function firstImpossible(
	suppression: Suppression,
	worlds: World[],
	likely: readonly Goal[]
): Goal | undefined {
	let unmet = suppression.unmet(worlds);
	const names = new Set(likely.map(({ name }) => name));
	for (const goal of unmet.filter(({ name }) => names.has(name))) {
		if (!isMet(goal, worlds) && !suppression.settle(goal, worlds)) return goal;
	}
	unmet = suppression.bundle(
		unmet.filter((goal) => !isMet(goal, worlds)),
		mostBundles,
		worlds
	);
	for (const goal of unmet) {
		if (!isMet(goal, worlds) && !suppression.settle(goal, worlds)) return goal;
	}
	return undefined;
}
