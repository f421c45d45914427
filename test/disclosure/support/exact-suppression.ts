// Secondary suppression of exact counts for goals of one’s own choosing, as the peers are asked for it.
import type { Goal } from '../../../src/lib/disclosure/auditor/goals/goal.ts';
import type { Solver } from '../../../src/lib/disclosure/linear/solver.ts';
import { suppress } from '../../../src/lib/disclosure/secondary/suppress.ts';
import type { CountedModel } from './feasibility.ts';

/** What must stay open, and which cells may not be shown or not be hidden. */
export interface ExactTask extends CountedModel {
	readonly goals: readonly Goal[];
	/** Cells that are hidden whatever they protect. */
	readonly primary: ReadonlySet<number>;
	/** Whether everybody knows which cells are zero, so that hiding them is no use. */
	readonly areZerosPublic: boolean;
	/** Accept worlds of whole numbers only. */
	readonly whole: boolean;
	/** Swap what can be had for less once all is protected. */
	readonly withSwaps?: boolean;
}

/** Secondary cells that the goals need, of the cells that stand in tables. The total costs more than any other. */
export function suppressExact(solver: Solver, task: ExactTask): number[] {
	const { model, counts, goals, primary, areZerosPublic, whole, withSwaps } = task;
	const candidates = counts.slice(0, model.shown).flatMap((count, cell) => {
		if (primary.has(cell) || (areZerosPublic && count === 0)) return [];
		const price = cell === 0 ? 1000 : Math.log(Math.max(1, count)) + 1;
		return [{ cell, interval: { low: count, high: count }, price }];
	});
	const demands = [{ cells: [], goals: () => goals }];
	const worlds = [Float64Array.from(counts)];
	return suppress(solver, { model, candidates, demands, whole, worlds }, withSwaps);
}

/** The model in which public zeros are known: a zero that everybody knows of is the sum of nothing. */
export function withPublicZeros({ model, counts }: CountedModel): CountedModel {
	const zeros = [...counts.keys()].filter((cell) => cell < model.shown && counts[cell] === 0);
	const lines = [...model.lines, ...zeros.map((parent) => ({ parent, children: [] }))];
	return { model: { ...model, lines }, counts };
}
