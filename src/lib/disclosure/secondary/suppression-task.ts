// What secondary suppression is asked to do.
import type { Goal, World } from '../auditor/goal.ts';
import type { Interval } from '../interval.ts';
import type { LinearModel } from '../linear/linear-model.ts';

/** A cell that can be shown or hidden: its interval while it is shown, and the price of leaving it by one. */
export interface Candidate {
	readonly cell: number;
	readonly interval: Interval;
	readonly price: number;
}

/** What is to be protected, and how. */
export interface SuppressionTask {
	readonly model: LinearModel;
	/** Cells that are shown unless protection needs them; every other cell is hidden. */
	readonly candidates: readonly Candidate[];
	/** Goals under a pattern. May depend on it, since hidden cells ask for protection themselves. */
	readonly goalsOf: (isHidden: (cell: number) => boolean) => readonly Goal[];
	/** Whether a goal can be dropped under a pattern although no world meets it. */
	readonly isExempt: (goal: Goal, isHidden: (cell: number) => boolean) => boolean;
	/** Accept worlds of whole numbers only. */
	readonly whole: boolean;
	/** Worlds known beforehand. */
	readonly worlds: readonly World[];
}
