// What secondary suppression is asked to do.
import type { Demand, Goal, Hidden, World } from '../auditor/goals/goal.ts';
import type { Interval } from '../interval.ts';
import type { LinearModel } from '../linear/linear-model.ts';

/** A cell that can be shown or hidden: its interval while it is shown, and the price of leaving it by one. */
export interface Candidate {
	readonly cell: number;
	readonly interval: Interval;
	readonly price: number;
	/** Its interval while it is hidden; 0 to anything by default. */
	readonly open?: Interval;
}

/** Where a hidden candidate may lie. */
export function openInterval({ open }: Candidate): Interval {
	return open ?? { low: 0, high: Number.POSITIVE_INFINITY };
}

/** What is to be protected, and how. */
export interface SuppressionTask {
	readonly model: LinearModel;
	/** Cells that are shown unless protection needs them; every other cell is hidden. */
	readonly candidates: readonly Candidate[];
	/** What to protect. May depend on the pattern, since hidden cells ask for protection themselves. */
	readonly demands: readonly Demand[];
	/** Of goals that no world meets, those that count under the present pattern; all by default. */
	readonly relevant?: (goals: readonly Goal[], isHidden: Hidden) => readonly Goal[];
	/** Accept worlds of whole numbers only. */
	readonly whole: boolean;
	/** Worlds known beforehand. */
	readonly worlds: readonly World[];
}
