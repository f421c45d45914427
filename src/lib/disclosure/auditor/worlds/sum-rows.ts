// Sums of cells as rows of a linear program whose cells may have columns of their own for what is added or taken.
import type { Row } from '../../linear/model.ts';
import type { Goal, Target } from '../goals/goal.ts';

/** A column that adds to a cell (sign +1) or takes from it (−1). */
export interface Slack {
	readonly cell: number;
	readonly sign: 1 | -1;
}

/** Makes rows; those of goals are kept, as goals are aimed at many times. */
export class SumRows {
	readonly #slackOf = new Map<number, { column: number; sign: number }[]>();
	readonly #ofGoals = new WeakMap<Goal, Row>();

	/** @param cells how many columns stand before those of `slack` */
	constructor(cells: number, slack: readonly Slack[]) {
		for (const [index, { cell, sign }] of slack.entries()) {
			this.#slackOf.set(cell, [
				...(this.#slackOf.get(cell) ?? []),
				{ column: cells + index, sign }
			]);
		}
	}

	/** Whether a cell has columns beside its own. */
	isLoose(cell: number): boolean {
		return this.#slackOf.has(cell);
	}

	/** The goal's sum, held inside `target`. */
	ofGoal(goal: Goal, target: Target): Row {
		const known = this.#ofGoals.get(goal) ?? this.of(goal.cells, goal.signs, target);
		this.#ofGoals.set(goal, known);
		return { ...known, ...target };
	}

	/** The sum of `signs[i]` times cell `cells[i]`, held inside a target. */
	of(cells: readonly number[], signs: readonly number[], { low, high }: Target): Row {
		const columns = [...cells];
		const values = [...signs];
		for (const [index, cell] of cells.entries()) {
			for (const { column, sign } of this.#slackOf.get(cell) ?? []) {
				columns.push(column);
				values.push(sign * (signs[index] ?? 0));
			}
		}
		return { columns, values, low, high };
	}
}
