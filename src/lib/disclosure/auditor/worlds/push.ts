// One objective for many goals: which cells to push down and which up, and how far.
import type { Goal, World } from '../goals/goal.ts';

/** Cost per unit of a cell, and the count beyond which more does not help. */
export interface Push {
	readonly cost: number;
	readonly enough: number;
}

/**
 * Costs under which a cheapest world serves many of the goals: cells and groups that should be empty are pushed
 * down, cells that should be large are pushed up until they are. Where goals contradict each other the round decides,
 * by turns, and weights that change with it, so that every goal is favoured sooner or later.
 *
 * @param from a world; no cell is held below its count there, so that there always is a solution
 */
export function toPushes(goals: readonly Goal[], round: number, from: World): Map<number, Push> {
	const upFirst = round % 2 === 0;
	const pushes = new Map<number, Push>();
	const push = (cell: number, cost: number, enough: number) => {
		const before = pushes.get(cell);
		pushes.set(cell, {
			cost: (before?.cost ?? 0) + cost,
			enough: Math.max(before?.enough ?? 0, enough, from[cell] ?? 0)
		});
	};
	const decided = new Set<number>();
	for (const goal of upFirst ? goals : goals.toReversed()) {
		const [first = 0] = goal.cells;
		const weight = 1 + ((first * 7 + round * 13) % 11);
		if (goal.cells.length > 1) {
			for (const [index, cell] of goal.cells.entries()) {
				push(cell, (weight * (goal.signs[index] ?? 0)) / goal.cells.length, Infinity);
			}
		} else if (!decided.has(first)) {
			decided.add(first);
			const isUp = goal.spread === undefined ? goal.least !== undefined : isDrawnUp(first, round);
			const enough = goal.least ?? (goal.spread ?? 0) + 2;
			push(first, isUp ? -weight : weight, isUp ? enough : Infinity);
		}
	}
	return pushes;
}

/** Whether a cell that may go either way is pushed up: half of the cells, in each round another half. */
function isDrawnUp(cell: number, round: number): boolean {
	return ((cell * 2654435761 + round * 40503) >>> 7) % 2 === 0;
}
