// A linear program that stays in the solver while bounds and costs change from solve to solve.
import type { Model } from 'highs';
import { DisclosureError } from '../disclosure-error.ts';
import type { Solver } from './solver.ts';

/** One linear constraint: the sum of `values[i]` times column `columns[i]` lies between `low` and `high`. */
export interface Row {
	readonly columns: readonly number[];
	readonly values: readonly number[];
	readonly low: number;
	readonly high: number;
}

/** The method that starts from the last point where costs changed; it is the faster one here. */
const primalSimplex = 4;

/** The method for a second attempt, from nothing, where the first got lost in its own rounding errors. */
const dualSimplex = 1;

/**
 * Columns with bounds and costs under fixed rows; `solve` finds the cheapest point.
 *
 * Bounds and costs are kept here as well, so that a change that changes nothing costs nothing, and a
 * whole-number solve starts from the same program. Every column starts free above 0 and without cost.
 */
export class Program {
	readonly low: Float64Array;
	readonly high: Float64Array;
	readonly cost: Float64Array;
	readonly #solver: Solver;
	readonly #rows: readonly Row[];
	readonly #model: Model;

	constructor(solver: Solver, columns: number, rows: readonly Row[]) {
		this.#solver = solver;
		this.#rows = rows;
		this.low = new Float64Array(columns);
		this.high = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
		this.cost = new Float64Array(columns);
		this.#model = this.#create(rows, false);
	}

	/** Bounds a column; both ends may be infinite. */
	setBounds(column: number, low: number, high: number): void {
		if (this.low[column] === low && this.high[column] === high) return;
		this.low[column] = low;
		this.high[column] = high;
		this.#model.changeColBounds(column, low, high);
	}

	/** Cost of one unit of a column. */
	setCost(column: number, cost: number): void {
		if (this.cost[column] === cost) return;
		this.cost[column] = cost;
		this.#model.changeColCost(column, cost);
	}

	/**
	 * The cheapest point, or `undefined` when there is none. `extra` rows hold for this solve only.
	 *
	 * @throws {DisclosureError} `solver-failed` for any status but optimal and infeasible
	 */
	solve(extra: readonly Row[] = []): Float64Array | undefined {
		if (extra.length === 0) return this.#run(this.#model);
		for (const { columns, values, low, high } of extra) {
			this.#model.addRow(low, high, {
				indices: Int32Array.from(columns),
				values: Float64Array.from(values)
			});
		}
		const from = this.#rows.length;
		try {
			return this.#run(this.#model);
		} finally {
			this.#model.deleteRows({ kind: 'range', from, to: from + extra.length - 1 });
		}
	}

	/**
	 * A point of whole numbers, or `undefined` when there is none: cheap, but not always the cheapest.
	 *
	 * @throws {DisclosureError} `solver-failed` for any status but optimal and infeasible
	 */
	solveWhole(extra: readonly Row[] = []): Float64Array | undefined {
		const model = this.#create([...this.#rows, ...extra], true);
		try {
			model.options.set({ mip_rel_gap: 0.5 });
			return this.#run(model);
		} finally {
			model.dispose();
		}
	}

	/** Frees the solver's memory; the program can't be used afterwards. */
	dispose(): void {
		this.#model.dispose();
	}

	#create(rows: readonly Row[], whole: boolean): Model {
		const columns = this.cost.length;
		const starts = [0];
		for (const { columns: entries } of rows) starts.push((starts.at(-1) ?? 0) + entries.length);
		const model = this.#solver.createModel({
			numCols: columns,
			numRows: rows.length,
			colCost: this.cost,
			colLower: this.low,
			colUpper: this.high,
			rowLower: rows.map(({ low }) => low),
			rowUpper: rows.map(({ high }) => high),
			matrix: {
				format: 'csr',
				numRows: rows.length,
				numCols: columns,
				starts,
				indices: rows.flatMap((row) => row.columns),
				values: rows.flatMap((row) => row.values)
			},
			...(whole ? { integrality: new Int32Array(columns).fill(1) } : {})
		});
		model.options.set({ output_flag: false, random_seed: 0 });
		if (!whole) model.options.set({ simplex_strategy: primalSimplex });
		return model;
	}

	#run(model: Model): Float64Array | undefined {
		model.run();
		if (!this.#isAnswered(model)) {
			model.clearSolver();
			model.options.set({ simplex_strategy: dualSimplex });
			model.run();
			model.options.set({ simplex_strategy: primalSimplex });
		}
		if (!this.#isAnswered(model)) {
			throw new DisclosureError('solver-failed', [`status ${model.getModelStatus()}`]);
		}
		const { optimal } = this.#solver.constants.modelStatus;
		return model.getModelStatus() === optimal ? model.getSolution().colValue : undefined;
	}

	#isAnswered(model: Model): boolean {
		const { optimal, infeasible } = this.#solver.constants.modelStatus;
		return [optimal, infeasible].some((status) => status === model.getModelStatus());
	}
}
