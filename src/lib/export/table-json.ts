// A table as JSON, the shape the API promises.
import type { TableView } from '../schema/table-view.ts';

/** One cell of the JSON form: `period`, one member per dimension, `measure`, `value`, `status`. */
export type JsonCell = Record<string, string | number | null>;

/** The JSON form of a table over a range of periods. */
export interface TableJson {
	readonly dataset: string;
	readonly table: string;
	readonly granularity: string;
	readonly synthetic: boolean;
	readonly policy: Readonly<Record<string, number>>;
	readonly dimensions: readonly string[];
	readonly cells: readonly JsonCell[];
}

/**
 * Converts a view, cell by cell, in the order of the view. `value` is a number exactly when `status` is
 * `published`. The policy holds the thresholds that apply to counts.
 */
export function toTableJson(view: TableView): TableJson {
	const { k, base, ambiguity, coalition, minActiveDays, minAgeDays } = view.policy;
	return {
		dataset: view.dataset,
		table: view.table,
		granularity: view.granularity,
		synthetic: view.synthetic,
		policy: { k, base, ambiguity, coalition, minActiveDays, minAgeDays },
		dimensions: view.dimensions.map(({ id }) => id),
		cells: view.cells.map(({ period, categories, value, status }) => ({
			period,
			...Object.fromEntries(view.dimensions.map(({ id }, index) => [id, categories[index] ?? '*'])),
			measure: view.measure,
			value,
			status
		}))
	};
}
