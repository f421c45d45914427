// HiGHS behind two questions: how small can a sum get, and is there a whole-number answer.
import loadHighs, { type Highs, type Model } from 'highs';
import type { Constraint, Sum } from './linear-system.ts';

export type Solver = Highs;

/** A count for every column. */
export type World = Float64Array;

let loading: Promise<Solver> | undefined;

/** Loads the solver once per process. */
export function loadAttackSolver(): Promise<Solver> {
	loading ??= loadHighs();
	return loading;
}

/** Columns ≥ 0 under fixed constraints. */
export class Program {
	readonly #solver: Solver;
	readonly #columns: number;
	readonly #constraints: readonly Constraint[];
	readonly #linear: Model;
	#costs: Sum = new Map();

	constructor(solver: Solver, columns: number, constraints: readonly Constraint[]) {
		this.#solver = solver;
		this.#columns = columns;
		this.#constraints = constraints;
		this.#linear = this.#create(constraints, new Map(), false);
	}

	/** The smallest value of a sum over fractional worlds and the world that has it; `undefined` when nothing fits. */
	minimise(sum: Sum): { value: number; world: World } | undefined {
		for (const column of this.#costs.keys()) {
			if (!sum.has(column)) this.#linear.changeColCost(column, 0);
		}
		for (const [column, cost] of sum) {
			if (this.#costs.get(column) !== cost) this.#linear.changeColCost(column, cost);
		}
		this.#costs = sum;
		return this.#run(this.#linear, sum);
	}

	/** The same over whole-number worlds; `extra` constraints hold for this question only. */
	minimiseWhole(
		sum: Sum,
		extra: readonly Constraint[] = []
	): { value: number; world: World } | undefined {
		const model = this.#create([...this.#constraints, ...extra], sum, true);
		try {
			return this.#run(model, sum);
		} finally {
			model.dispose();
		}
	}

	/** Whether a world is whole, ≥ 0 and keeps every constraint, by adding up. */
	keeps(world: World): boolean {
		if (world.some((count) => count < 0 || !Number.isInteger(count))) return false;
		return this.#constraints.every(({ sum, low, high }) => {
			const total = totalOf(sum, world);
			return total >= low && total <= high;
		});
	}

	dispose(): void {
		this.#linear.dispose();
	}

	#create(constraints: readonly Constraint[], costs: Sum, isWhole: boolean): Model {
		const starts = [0];
		for (const { sum } of constraints) starts.push((starts.at(-1) ?? 0) + sum.size);
		const cost = new Float64Array(this.#columns);
		for (const [column, value] of costs) cost[column] = value;
		const model = this.#solver.createModel({
			numCols: this.#columns,
			numRows: constraints.length,
			colCost: cost,
			colLower: new Float64Array(this.#columns),
			colUpper: new Float64Array(this.#columns).fill(Number.POSITIVE_INFINITY),
			rowLower: constraints.map(({ low }) => low),
			rowUpper: constraints.map(({ high }) => high),
			matrix: {
				format: 'csr',
				numRows: constraints.length,
				numCols: this.#columns,
				starts,
				indices: constraints.flatMap(({ sum }) => [...sum.keys()]),
				values: constraints.flatMap(({ sum }) => [...sum.values()])
			},
			...(isWhole ? { integrality: new Int32Array(this.#columns).fill(1) } : {})
		});
		model.options.set({ output_flag: false, mip_rel_gap: 0 });
		return model;
	}

	#run(model: Model, sum: Sum): { value: number; world: World } | undefined {
		model.run();
		const { optimal, infeasible } = this.#solver.constants.modelStatus;
		let status = model.getModelStatus();
		if (status !== optimal && status !== infeasible) {
			model.clearSolver();
			model.run();
			status = model.getModelStatus();
		}
		if (status === infeasible) return undefined;
		if (status !== optimal) throw new Error(`the solver ended with status ${status}`);
		const world = Float64Array.from(model.getSolution().colValue);
		return { value: totalOf(sum, world), world };
	}
}

/** Value of a sum in a world. */
export function totalOf(sum: Sum, world: World): number {
	let total = 0;
	for (const [column, factor] of sum) total += factor * (world[column] ?? 0);
	return total;
}
