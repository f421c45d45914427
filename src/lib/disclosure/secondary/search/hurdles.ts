// What keeps hidden cells from being shown, as far as searches have told.
import { isOutOfReach, type Goal } from '../../auditor/goals/goal.ts';
import type { WorldSearch } from '../../auditor/worlds/world-search.ts';
import { propagate, type Relations } from '../../interval.ts';
import type { Candidate, SuppressionTask } from '../suppression-task.ts';

/** For hidden candidates the goal that last could not be met with them shown. */
export class Hurdles {
	readonly #search: WorldSearch;
	readonly #relations: Relations;
	readonly #priceOf: ReadonlyMap<number, number>;
	readonly #culprits = new Map<Candidate, Goal>();

	/** @param search worlds under the pattern of hidden cells */
	constructor(
		search: WorldSearch,
		{ model, candidates }: Pick<SuppressionTask, 'model' | 'candidates'>
	) {
		this.#search = search;
		this.#relations = model;
		this.#priceOf = new Map(candidates.map(({ cell, price }) => [cell, price]));
	}

	blame(candidate: Candidate, culprit: Goal): void {
		this.#culprits.set(candidate, culprit);
	}

	/** The goal that last could not be met with the candidate shown. */
	blamed(candidate: Candidate): Goal | undefined {
		return this.#culprits.get(candidate);
	}

	/** The goal that is known, without a search, to be impossible under the pattern were the candidate shown. */
	culprit(candidate: Candidate): Goal | undefined {
		const goal = this.#culprits.get(candidate);
		return goal && this.#obstacles(goal, candidate) ? goal : undefined;
	}

	/** The least that must be hidden for the candidate to be shown, as far as is known. */
	height(candidate: Candidate, isShown: (cell: number) => boolean): number {
		const goal = this.#culprits.get(candidate);
		const obstacles = goal && this.#obstacles(goal, candidate);
		if (!obstacles) return 0;
		const cheapest = (columns: readonly number[]) => {
			const cells = columns.map((column) => this.#search.slack.cellAt(column));
			const others = cells.filter((cell) => cell !== candidate.cell && isShown(cell));
			return Math.min(...others.map((cell) => this.#priceOf.get(cell) ?? 0));
		};
		return Math.min(...obstacles.map((conflicts) => Math.max(...conflicts.map(cheapest))));
	}

	/** A goal that propagation alone shows to be impossible under the pattern, if there is one among these. */
	outOfReach(goals: readonly Goal[]): Goal | undefined {
		const { low, high } = this.#search.bounds();
		try {
			propagate(this.#relations, { low, high });
		} catch (error) {
			if (error instanceof RangeError) return undefined;
			throw error;
		}
		return goals.find((goal) => isOutOfReach(goal, low, high));
	}

	/** What keeps a goal from being met with a hidden candidate held inside its interval. */
	#obstacles(goal: Goal, { cell }: Candidate) {
		const { program, slack } = this.#search;
		const { up, down } = slack.columnsOf(cell);
		const columns = [up, down].map((column) => ({ column, high: program.high[column] ?? 0 }));
		for (const { column } of columns) program.setBounds(column, 0, 0);
		const obstacles = this.#search.obstacles(goal);
		for (const { column, high } of columns) program.setBounds(column, 0, high);
		return obstacles;
	}
}
