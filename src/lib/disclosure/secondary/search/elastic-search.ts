// A search in which published cells may leave their interval at a price: what it leaves must be hidden.
import { tolerance, type Goal, type Target, type World } from '../../auditor/goals/goal.ts';
import { WorldSearch } from '../../auditor/worlds/world-search.ts';
import type { Row } from '../../linear/model.ts';
import type { Place } from '../../linear/program.ts';
import type { Solver } from '../../linear/solver.ts';
import type { Interval } from '../../interval.ts';
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

/** After so many changes of the pattern the cheapest point of all is looked up anew. */
const nearHome = 6;

/** Worlds under a pattern of hidden cells. Every candidate is shown at first, all other cells are hidden. */
export class ElasticSearch {
	readonly search: WorldSearch;
	readonly #candidates: readonly Candidate[];
	readonly #columnOf: ReadonlyMap<number, number>;
	#home: Place | undefined;
	/** Changes of the pattern since then. */
	#changes = 0;

	constructor(
		solver: Solver,
		{ model, candidates, whole }: Pick<SuppressionTask, 'model' | 'candidates' | 'whole'>
	) {
		const slack = candidates.flatMap(({ cell }) => [
			{ cell, sign: 1 as const },
			{ cell, sign: -1 as const }
		]);
		this.search = new WorldSearch(solver, model, { whole, slack });
		this.#candidates = candidates;
		const { cells } = this.search;
		this.#columnOf = new Map(candidates.map(({ cell }, index) => [cell, cells + 2 * index]));
		for (const candidate of candidates) this.show(candidate);
	}

	/** Nothing is published about the cell: it may move, for little. */
	hide(candidate: Candidate): void {
		this.#release(candidate, candidate.price * hiddenPrice, openInterval(candidate));
	}

	/** The cell may leave its interval at its full price. */
	show(candidate: Candidate): void {
		this.#release(candidate, candidate.price, { low: 0, high: Number.POSITIVE_INFINITY });
	}

	/** The cell may not leave its interval at all. */
	pin(candidate: Candidate): void {
		this.#release(candidate, candidate.price, candidate.interval);
	}

	/**
	 * The cheapest world inside a target, or without a goal the cheapest of all; hidden cells move for free.
	 *
	 * @param whole insist on whole counts, at the price of a slower solve
	 */
	cheapest(goal?: Goal, target?: Target, whole = false): PricedWorld | undefined {
		const { program } = this.search;
		this.#goHome();
		const solve = (extra: readonly Row[]) =>
			whole ? program.solveWhole(extra) : program.solve(extra);
		const solution = goal && target ? this.search.aim(goal, target, solve) : solve([]);
		return solution && this.#priced(solution);
	}

	/**
	 * Goes back to the cheapest point without a target, or what was it a few changes ago: from there the one inside a
	 * target is near, while from one target to another it is far.
	 */
	#goHome(): void {
		const { program } = this.search;
		if (this.#home) program.startFrom(this.#home);
		if (this.#home && this.#changes <= nearHome) return;
		program.solve();
		this.#home = program.place;
		this.#changes = 0;
	}

	dispose(): void {
		this.search.program.dispose();
	}

	#release({ cell, interval }: Candidate, price: number, within: Interval): void {
		const { program } = this.search;
		program.setBounds(cell, interval.low, interval.high);
		this.#changes += 1;
		const column = this.#column(cell);
		program.setBounds(column, 0, within.high - interval.high);
		program.setBounds(column + 1, 0, interval.low - within.low);
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
