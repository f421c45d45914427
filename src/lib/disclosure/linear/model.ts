// How a linear program is handed to the solver.
import type { Model } from 'highs';
import type { Solver } from './solver.ts';

/** One linear constraint: the sum of `values[i]` times column `columns[i]` lies between `low` and `high`. */
export interface Row {
	readonly columns: readonly number[];
	readonly values: readonly number[];
	readonly low: number;
	readonly high: number;
}

/** Bounds and costs, one per column. */
interface Columns {
	readonly low: Float64Array;
	readonly high: Float64Array;
	readonly cost: Float64Array;
}

/**
 * A model in the solver, to be disposed by the caller.
 *
 * @param whole ask for whole numbers
 */
export function createModel(
	solver: Solver,
	{ low, high, cost }: Columns,
	rows: readonly Row[],
	{ whole = false } = {}
): Model {
	const starts = [0];
	for (const { columns: entries } of rows) starts.push((starts.at(-1) ?? 0) + entries.length);
	const model = solver.createModel({
		numCols: cost.length,
		numRows: rows.length,
		colCost: cost,
		colLower: low,
		colUpper: high,
		rowLower: rows.map((row) => row.low),
		rowUpper: rows.map((row) => row.high),
		matrix: {
			format: 'csr',
			numRows: rows.length,
			numCols: cost.length,
			starts,
			indices: rows.flatMap((row) => row.columns),
			values: rows.flatMap((row) => row.values)
		},
		...(whole ? { integrality: new Int32Array(cost.length).fill(1) } : {})
	});
	model.options.set({
		output_flag: false,
		random_seed: 0,
		simplex_dual_edge_weight_strategy: 1, // exact weights take longer to begin with than these solves last
		simplex_scale_strategy: 0, // all numbers are 1 or −1
		dual_simplex_cost_perturbation_multiplier: 0 // costs are few; shaking them takes longer than it helps
	});
	return model;
}
