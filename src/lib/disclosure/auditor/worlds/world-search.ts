// Finding worlds: tables of counts that agree with everything published and show what goals ask for.
import { Dive } from '../../linear/dive.ts';
import type { LinearModel } from '../../linear/linear-model.ts';
import type { Row } from '../../linear/model.ts';
import { Program } from '../../linear/program.ts';
import type { Solver } from '../../linear/solver.ts';
import {
	isMet,
	isMetBy,
	sumIn,
	targetsOf,
	tolerance,
	type Goal,
	type Target,
	type World
} from '../goals/goal.ts';
import { KnownConflicts } from './known-conflicts.ts';
import { toPushes } from './push.ts';
import { SumRows, type Slack } from './sum-rows.ts';

/** How many rounds of bundling there may be: fewer where too many in a row help too few goals. */
export interface Bundling {
	readonly rounds: number;
	/** How many goals a round must help to be of use. */
	readonly useful: number;
	/** Rounds of little use after which bundling ends. */
	readonly patience: number;
}

/** How a search goes about it. */
export interface SearchOptions {
	/** Accept worlds of whole numbers only. Without it intervals are those of a linear program. */
	readonly whole: boolean;
	/** Extra columns. */
	readonly slack: readonly Slack[];
}

/**
 * A linear model in the solver, with the interval in which each cell may move. Starts with every cell free, and
 * slack columns closed.
 */
export class WorldSearch {
	readonly program: Program;
	readonly cells: number;
	readonly #options: SearchOptions;
	readonly #dive: Dive;
	readonly #conflicts: KnownConflicts;
	readonly #rows: SumRows;

	constructor(solver: Solver, model: LinearModel, options: SearchOptions) {
		this.cells = model.keys.length;
		this.#options = options;
		this.#rows = new SumRows(this.cells, options.slack);
		const empty = model.lines.filter(({ children }) => children.length === 0);
		const rows = model.lines
			.filter(({ children }) => children.length > 0)
			.map(({ parent, children }) =>
				this.#rows.of([parent, ...children], [-1, ...children.map(() => 1)], { low: 0, high: 0 })
			);
		this.program = new Program(solver, this.cells + options.slack.length, rows);
		this.#conflicts = new KnownConflicts(this.program);
		this.#dive = new Dive(
			this.program,
			model,
			options.slack.map(({ cell }) => cell)
		);
		for (let index = 0; index < options.slack.length; index += 1) {
			this.program.setBounds(this.cells + index, 0, 0);
		}
		for (const { parent } of empty) this.program.setBounds(parent, 0, 0);
	}

	/** Any world, or `undefined` when the numbers contradict each other. */
	any(): World | undefined {
		return this.#world([]);
	}

	/** One world inside `target`, or `undefined` when there is none. */
	find(goal: Goal, target: Target): World | undefined {
		return this.aim(goal, target, (extra) => {
			if (this.#conflicts.excluding(goal, target).length > 0) return undefined;
			const world = this.#world(extra);
			if (!world) this.#conflicts.keep(goal, target);
			return world;
		});
	}

	/**
	 * What is known, without a search, to keep a goal from being met as bounds are now: per target the conflicts found
	 * earlier that still exclude it, by their columns. `undefined` where some target may be met.
	 */
	obstacles(goal: Goal): (readonly number[])[][] | undefined {
		if (goal.spread !== undefined) return undefined;
		const obstacles: (readonly number[])[][] = [];
		for (const target of targetsOf(goal, [])) {
			const found = this.aim(goal, target, () => this.#conflicts.excluding(goal, target));
			if (found.length === 0) return undefined;
			obstacles.push(found.map(({ columns }) => columns));
		}
		return obstacles;
	}

	/**
	 * Searches worlds until the goal is met and adds them to `worlds`.
	 *
	 * @returns whether the goal can be met
	 */
	settle(goal: Goal, worlds: World[]): boolean {
		const attempt = () =>
			targetsOf(goal, worlds).some((target) => {
				const world = this.find(goal, target);
				if (world) worlds.push(world);
				return world !== undefined;
			});
		if (attempt()) return true;
		return goal.spread !== undefined && this.#lower(goal, worlds) && attempt();
	}

	/**
	 * Worlds that each serve as many goals as one solve can, see push.ts. Starts from the last of `worlds`, to which it
	 * adds what it finds, and stops when several rounds are of little use.
	 *
	 * @returns the goals still unmet, in their order
	 */
	bundle(goals: readonly Goal[], worlds: World[], { rounds, useful, patience }: Bundling): Goal[] {
		let unmet = goals.filter((goal) => !isMet(goal, worlds));
		let idle = 0;
		for (let round = 0; round < rounds && unmet.length > 1 && idle < patience; round += 1) {
			const from = worlds.at(-1);
			const world = from && this.#pushed(unmet, round, from);
			if (!world) break;
			worlds.push(world);
			const left = unmet.filter((goal) =>
				goal.spread === undefined ? !isMetBy(goal, world) : !isMet(goal, worlds)
			);
			idle = unmet.length - left.length >= useful ? 0 : idle + 1;
			unmet = left;
		}
		return unmet;
	}

	/** Does something while the goal's sum is held inside `target`. */
	aim<Result>(goal: Goal, target: Target, act: (extra: readonly Row[]) => Result): Result {
		const [cell] = goal.cells;
		if (goal.cells.length > 1 || cell === undefined || this.#rows.isLoose(cell)) {
			return act([this.#rows.ofGoal(goal, target)]);
		}
		const { program } = this;
		const [low, high] = [program.low[cell] ?? 0, program.high[cell] ?? 0];
		if (Math.max(low, target.low) > Math.min(high, target.high)) {
			return act([this.#rows.of([cell], [1], target)]);
		}
		program.setBounds(cell, Math.max(low, target.low), Math.min(high, target.high));
		try {
			return act([]);
		} finally {
			program.setBounds(cell, low, high);
		}
	}

	/** Counts of all cells at a solution, or `undefined` where one is not whole but should be. */
	toWorld(solution: Float64Array): World | undefined {
		const world = solution.slice(0, this.cells);
		const { slack, whole } = this.#options;
		for (let index = 0; index < slack.length; index += 1) {
			const { cell = 0, sign = 1 } = slack[index] ?? {};
			world[cell] = (world[cell] ?? 0) + sign * (solution[this.cells + index] ?? 0);
		}
		for (let cell = 0; whole && cell < world.length; cell += 1) {
			const count = world[cell] ?? 0;
			const near = Math.round(count);
			if (Math.abs(near - count) > tolerance) return undefined;
			world[cell] = near;
		}
		return world;
	}

	#world(extra: readonly Row[]): World | undefined {
		const solution = this.program.solve(extra);
		if (!solution) return undefined;
		const world = this.#quick(solution, extra);
		if (world) return world;
		const whole = this.program.solveWhole(extra);
		return whole && this.toWorld(whole);
	}

	#quick(solution: Float64Array, extra: readonly Row[]): World | undefined {
		const world = this.toWorld(solution);
		if (world) return world;
		const whole = this.#dive.toWhole(solution, extra);
		return whole && this.toWorld(whole);
	}

	/** Adds the world with the goal's smallest sum; true when that is new. */
	#lower(goal: Goal, worlds: World[]): boolean {
		const [cell] = goal.cells;
		if (cell === undefined || goal.cells.length > 1) return false;
		const before = Math.min(...worlds.map((world) => sumIn(goal, world)));
		this.program.setCost(cell, 1);
		const world = this.#world([]);
		this.program.setCost(cell, 0);
		if (!world || sumIn(goal, world) >= before - tolerance) return false;
		worlds.push(world);
		return true;
	}

	#pushed(goals: readonly Goal[], round: number, from: World): World | undefined {
		const { program } = this;
		const high = new Map<number, number>();
		for (const [cell, { cost, enough }] of toPushes(goals, round, from)) {
			const bound = program.high[cell] ?? 0;
			high.set(cell, bound);
			program.setCost(cell, cost);
			program.setBounds(cell, program.low[cell] ?? 0, Math.min(bound, enough));
		}
		const solution = program.solve([], 'primal');
		const world = solution && this.#quick(solution, []);
		for (const [cell, bound] of high) {
			program.setCost(cell, 0);
			program.setBounds(cell, program.low[cell] ?? 0, bound);
		}
		return world;
	}
}
