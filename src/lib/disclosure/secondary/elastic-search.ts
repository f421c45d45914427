// A search in which published cells may leave their interval at a price: what it leaves must be hidden.
import { tolerance, type Goal, type Target, type World } from '../auditor/goal.ts';
import { WorldSearch } from '../auditor/world-search.ts';
import type { Row } from '../linear/program.ts';
import type { Solver } from '../linear/solver.ts';
import type { Candidate, SuppressionTask } from './suppression-task.ts';

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
	readonly #columnOf: ReadonlyMap<number, number>;
	readonly #isElastic: boolean;

	/** @param isElastic whether cells that are shown may leave their interval at all */
	constructor(
		solver: Solver,
		{ model, candidates, whole }: Pick<SuppressionTask, 'model' | 'candidates' | 'whole'>,
		isElastic: boolean
	) {
		const slack = candidates.flatMap(({ cell }) => [
			{ cell, sign: 1 as const },
			{ cell, sign: -1 as const }
		]);
		this.search = new WorldSearch(solver, model, { whole, slack });
		this.#candidates = candidates;
		this.#isElastic = isElastic;
		const { cells } = this.search;
		this.#columnOf = new Map(candidates.map(({ cell }, index) => [cell, cells + 2 * index]));
		for (const candidate of candidates) this.show(candidate);
	}

	/** Nothing is published about the cell: it may move, for little. */
	hide(candidate: Candidate): void {
		this.#release(candidate, true, candidate.price * hiddenPrice);
	}

	/** Holds the cell in its interval again. */
	show(candidate: Candidate): void {
		this.#release(candidate, this.#isElastic, candidate.price);
	}

	/**
	 * The cheapest world inside a target, or without a goal the cheapest of all; hidden cells move for free.
	 *
	 * @param whole insist on whole counts, at the price of a slower solve
	 */
	cheapest(goal?: Goal, target?: Target, whole = false): PricedWorld | undefined {
		const { program } = this.search;
		const solve = (extra: readonly Row[]) =>
			whole ? program.solveWhole(extra) : program.solve(extra);
		const solution = goal && target ? this.search.aim(goal, target, solve) : solve([]);
		return solution && this.#priced(solution);
	}

	dispose(): void {
		this.search.program.dispose();
	}

	#release({ cell, interval }: Candidate, isOpen: boolean, price: number): void {
		const { program } = this.search;
		program.setBounds(cell, interval.low, interval.high);
		const column = this.#column(cell);
		program.setBounds(column, 0, isOpen ? Number.POSITIVE_INFINITY : 0);
		program.setBounds(column + 1, 0, isOpen ? interval.low : 0);
		program.setCost(column, price);
		program.setCost(column + 1, price);
	}

	#priced(solution: Float64Array): PricedWorld {
		const { program } = this.search;
		let price = 0;
		const left: Candidate[] = [];
		for (const candidate of this.#candidates) {
			const column = this.#column(candidate.cell);
			const moved = (solution[column] ?? 0) + (solution[column + 1] ?? 0);
			if (moved <= tolerance) continue;
			price += moved * (program.cost[column] ?? 0);
			left.push(candidate);
		}
		return { price, left, world: this.search.toWorld(solution) };
	}

	#column(cell: number): number {
		const column = this.#columnOf.get(cell);
		if (column === undefined) throw new RangeError(`no candidate ${cell}`);
		return column;
	}
}
