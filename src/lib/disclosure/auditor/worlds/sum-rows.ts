// Sums of cells as rows of a linear program, slack of loose cells included.
import type { Row } from '../../linear/model.ts';
import type { Goal, Target } from '../goals/goal.ts';
import type { Slack } from './slack.ts';

/** Makes rows; those of goals are kept, as goals are aimed at many times. */
export class SumRows {
	readonly #slack: Slack;
	readonly #ofGoals = new WeakMap<Goal, Row>();

	constructor(slack: Slack) {
		this.#slack = slack;
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
			const slack = this.#slack.of(cell);
			if (!slack) continue;
			const sign = signs[index] ?? 0;
			columns.push(slack.up, slack.down);
			values.push(sign, -sign);
		}
		return { columns, values, low, high };
	}
}
