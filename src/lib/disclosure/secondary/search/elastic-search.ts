// A search in which published cells may leave their interval at a price: what it leaves must be hidden.
import { tolerance, type Goal, type Target, type World } from '../../auditor/goals/goal.ts';
import { WorldSearch } from '../../auditor/worlds/world-search.ts';
import type { Row } from '../../linear/model.ts';
import type { Solver } from '../../linear/solver.ts';
import { openInterval, type Candidate, type SuppressionTask } from '../suppression-task.ts';

/** A cheapest world: its price, and the cells that leave their intervals in it. */
export interface PricedWorld {
	readonly price: number;
	readonly left: readonly Candidate[];
	/** `undefined` when its counts are not whole. */
	readonly world: World | undefined;
}

/** How much of its price a hidden cell still costs, so that worlds move no more of them than they need. */
const hiddenPrice = 0.02;

/** Worlds under a pattern of hidden cells. Every candidate is shown at first, all other cells are hidden. */
export class ElasticSearch {
	readonly search: WorldSearch;
	readonly #candidates: readonly Candidate[];

	constructor(
		solver: Solver,
		{ model, candidates, whole }: Pick<SuppressionTask, 'model' | 'candidates' | 'whole'>
	) {
		const loose = candidates.map(({ cell }) => cell);
		this.search = new WorldSearch(solver, model, { whole, loose });
		this.#candidates = candidates;
		for (const candidate of candidates) this.show(candidate);
	}

	/** Nothing is published about the cell: it may move, for little. */
	hide(candidate: Candidate): void {
		const { cell, interval, price } = candidate;
		this.search.loosen(cell, interval, openInterval(candidate), price * hiddenPrice);
	}

	/** The cell may leave its interval at its full price. */
	show({ cell, interval, price }: Candidate): void {
		this.search.loosen(cell, interval, { low: 0, high: Number.POSITIVE_INFINITY }, price);
	}

	/** The cell may not leave its interval at all. */
	pin({ cell, interval, price }: Candidate): void {
		this.search.loosen(cell, interval, interval, price);
	}

	/**
	 * The cheapest world inside a target, or without a goal the cheapest of all; hidden cells move for little.
	 *
	 * @param whole insist on whole counts, at the price of a slower solve
	 * @param held a cell that must have a unit or more
	 */
	cheapest(goal?: Goal, target?: Target, whole = false, held?: number): PricedWorld | undefined {
		const { program } = this.search;
		this.search.home?.go();
		const own = held === undefined ? [] : [this.search.atLeast(held, 1)];
		const solve = (extra: readonly Row[]) =>
			whole ? program.solveWhole([...extra, ...own]) : program.solve([...extra, ...own]);
		const solution = goal && target ? this.search.aim(goal, target, solve) : solve([]);
		return solution && this.#priced(solution);
	}

	dispose(): void {
		this.search.program.dispose();
	}

	#priced(solution: Float64Array): PricedWorld {
		const { program, slack } = this.search;
		let price = 0;
		const left: Candidate[] = [];
		for (const candidate of this.#candidates) {
			const { up, down } = slack.columnsOf(candidate.cell);
			const moved = (solution[up] ?? 0) + (solution[down] ?? 0);
			if (moved <= tolerance) continue;
			price += moved * (program.cost[up] ?? 0);
			left.push(candidate);
		}
		return { price, left, world: this.search.toWorld(solution) };
	}
}
