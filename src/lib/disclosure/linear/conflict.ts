// Why a linear program has no point: a weighted sum of its rows that no point inside the bounds can have.
// Source: Farkas' lemma; Schrijver, Theory of Linear and Integer Programming (1986), section 7.3
import type { Row } from './model.ts';

const tolerance = 1e-7;

/** The sum `values · columns`, which the rows say lies between `low` and `high`. */
export type Conflict = Row;

/**
 * Adds rows up with the solver's weights.
 *
 * @param weights one per row; of an infeasible program's dual ray
 */
export function toConflict(rows: readonly Row[], weights: Float64Array): Conflict {
	const sums = new Map<number, number>();
	let [low, high] = [0, 0];
	for (const [index, row] of rows.entries()) {
		const weight = weights[index] ?? 0;
		if (Math.abs(weight) <= tolerance) continue;
		for (const [at, column] of row.columns.entries()) {
			sums.set(column, (sums.get(column) ?? 0) + weight * (row.values[at] ?? 0));
		}
		low += weight * (weight > 0 ? row.low : row.high);
		high += weight * (weight > 0 ? row.high : row.low);
	}
	const kept = [...sums].filter(([, value]) => Math.abs(value) > tolerance);
	return {
		columns: kept.map(([column]) => column),
		values: kept.map(([, value]) => value),
		low,
		high
	};
}

/** Whether no point inside the bounds of the columns has the sum. */
export function excludes(
	{ columns, values, low, high }: Conflict,
	lowest: Float64Array,
	highest: Float64Array
): boolean {
	let [least, most] = [0, 0];
	for (let index = 0; index < columns.length; index += 1) {
		const column = columns[index] ?? 0;
		const value = values[index] ?? 0;
		least += value * ((value > 0 ? lowest[column] : highest[column]) ?? 0);
		most += value * ((value > 0 ? highest[column] : lowest[column]) ?? 0);
	}
	return least > high + tolerance || most < low - tolerance;
}
