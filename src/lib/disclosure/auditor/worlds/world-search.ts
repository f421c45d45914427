// Finding worlds: tables of counts that agree with everything published and show what goals ask for.
import type { Bounds, Interval } from '../../interval.ts';
import { Dive } from '../../linear/dive.ts';
import { Home } from '../../linear/home.ts';
import type { LinearModel } from '../../linear/linear-model.ts';
import type { Row } from '../../linear/model.ts';
import { Program } from '../../linear/program.ts';
import type { Solver } from '../../linear/solver.ts';
import { sumIn, targetsOf, tolerance, type Goal, type Target, type World } from '../goals/goal.ts';
import { KnownConflicts } from './known-conflicts.ts';
import type { Push } from './push.ts';
import { Slack } from './slack.ts';
import { SumRows } from './sum-rows.ts';

/** How a search goes about it. */
export interface SearchOptions {
	/** Accept worlds of whole numbers only. Without it intervals are those of a linear program. */
	readonly whole: boolean;
	/** Cells that may be let outside their intervals at a price, see `loosen`; none by default. */
	readonly loose?: readonly number[];
}

/**
 * A linear model in the solver, with the interval in which each cell may move. Starts with every cell free, and
 * none loosened.
 */
export class WorldSearch {
	readonly program: Program;
	readonly cells: number;
	readonly slack: Slack;
	/** Where searches start from, as long as there are loose cells to be drawn back. */
	readonly home: Home | undefined;
	readonly #isWhole: boolean;
	readonly #dive: Dive;
	readonly #conflicts: KnownConflicts;
	readonly #rows: SumRows;

	constructor(solver: Solver, model: LinearModel, { whole, loose = [] }: SearchOptions) {
		this.cells = model.keys.length;
		this.slack = new Slack(this.cells, loose);
		this.#isWhole = whole;
		this.#rows = new SumRows(this.slack);
		const empty = model.lines.filter(({ children }) => children.length === 0);
		const rows = model.lines
			.filter(({ children }) => children.length > 0)
			.map(({ parent, children }) =>
				this.#rows.of([parent, ...children], [-1, ...children.map(() => 1)], { low: 0, high: 0 })
			);
		const slackColumns = this.slack.cells;
		this.program = new Program(solver, this.cells + slackColumns.length, rows);
		this.home = loose.length > 0 ? new Home(this.program) : undefined;
		this.#conflicts = new KnownConflicts(this.program);
		this.#dive = new Dive(this.program, model, slackColumns);
		for (let index = 0; index < slackColumns.length; index += 1) {
			this.program.setBounds(this.cells + index, 0, 0);
		}
		for (const { parent } of empty) this.program.setBounds(parent, 0, 0);
	}

	/** Lets a loose cell lie inside `within`, where each unit outside `interval` costs `price`. */
	loosen(cell: number, interval: Interval, within: Interval, price: number): void {
		const { program } = this;
		const columns = this.slack.columnsOf(cell);
		program.setBounds(cell, interval.low, interval.high);
		program.setBounds(columns.up, 0, within.high - interval.high);
		program.setBounds(columns.down, 0, interval.low - within.low);
		program.setCost(columns.up, price);
		program.setCost(columns.down, price);
		this.home?.noteChange();
	}

	/** Smallest and largest count that every cell may have, slack included. */
	bounds(): Bounds {
		const { program } = this;
		const low = program.low.slice(0, this.cells);
		const high = program.high.slice(0, this.cells);
		for (const [index, cell] of this.slack.cells.entries()) {
			const most = program.high[this.cells + index] ?? 0;
			if (index % 2 === 0) high[cell] = (high[cell] ?? 0) + most;
			else low[cell] = (low[cell] ?? 0) - most;
		}
		return { low, high };
	}

	/** Any world, or `undefined` when the numbers contradict each other. */
	any(): World | undefined {
		return this.#world([]);
	}

	/** One world inside `target`, or `undefined` when there is none. */
	find(goal: Goal, target: Target): World | undefined {
		this.home?.go();
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

	/** Does something while the goal's sum is held inside `target`. */
	aim<Result>(goal: Goal, target: Target, act: (extra: readonly Row[]) => Result): Result {
		const [cell] = goal.cells;
		if (goal.cells.length > 1 || cell === undefined || this.slack.of(cell)) {
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

	/** A row that holds a cell, slack included, at a count or more. */
	atLeast(cell: number, count: number): Row {
		return this.#rows.of([cell], [1], { low: count, high: Number.POSITIVE_INFINITY });
	}

	/** Counts of all cells at a solution, or `undefined` where one is not whole but should be. */
	toWorld(solution: Float64Array): World | undefined {
		const world = solution.slice(0, this.cells);
		this.slack.addTo(world, solution);
		for (let cell = 0; this.#isWhole && cell < world.length; cell += 1) {
			const count = world[cell] ?? 0;
			const near = Math.round(count);
			if (Math.abs(near - count) > tolerance) return undefined;
			world[cell] = near;
		}
		return world;
	}

	/** The cheapest world, or one near it, under costs of cells that hold for this search only; none lies above its `enough`. */
	pushed(pushes: ReadonlyMap<number, Push>): World | undefined {
		const { program } = this;
		const before: { column: number; cost: number; high: number }[] = [];
		const push = (column: number, cost: number, most: number) => {
			const [costBefore, high] = [program.cost[column] ?? 0, program.high[column] ?? 0];
			before.push({ column, cost: costBefore, high });
			program.setCost(column, costBefore + cost);
			program.setBounds(column, program.low[column] ?? 0, Math.min(high, most));
		};
		for (const [cell, { cost, enough }] of pushes) {
			const slack = this.slack.of(cell);
			const high = program.high[cell] ?? 0;
			push(cell, cost, slack ? high : enough);
			if (!slack) continue;
			push(slack.up, cost, Math.max(0, enough - high));
			push(slack.down, -cost, Number.POSITIVE_INFINITY);
		}
		const solution = program.solve([], 'primal');
		const world = solution && this.#quick(solution, []);
		for (const { column, cost, high } of before) {
			program.setCost(column, cost);
			program.setBounds(column, program.low[column] ?? 0, high);
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
}
