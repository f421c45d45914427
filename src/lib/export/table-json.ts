// A table as JSON, the shape the API promises.
import { z } from 'zod';
import { CellStatus } from '../schema/cell.ts';
import { Granularity, PeriodId } from '../schema/period.ts';
import { Policy } from '../schema/policy.ts';
import type { TableView } from '../schema/table-view.ts';

const { k, base, ambiguity, coalition, minActiveDays, minAgeDays } = Policy.shape;

/** One cell of the JSON form; besides these members it has one per dimension, a text. */
const JsonCell = z
	.object({
		period: PeriodId,
		measure: z.string(),
		value: z.number().nonnegative().nullable(),
		status: CellStatus,
		/** Of a published sum: the true one lies within half a step of the value. */
		step: z.number().positive().optional()
	})
	.catchall(z.union([z.string(), z.number(), z.null()]));

/** The JSON form of a table over a range of periods. */
export const TableJson = z.strictObject({
	dataset: z.string(),
	table: z.string(),
	granularity: Granularity,
	synthetic: z.boolean(),
	policy: z.strictObject({ k, base, ambiguity, coalition, minActiveDays, minAgeDays }),
	dimensions: z.array(z.string()),
	cells: z.array(JsonCell)
});
export type TableJson = z.infer<typeof TableJson>;

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
		cells: view.cells.map(({ period, categories, value, status, step }) => ({
			period,
			...Object.fromEntries(view.dimensions.map(({ id }, index) => [id, categories[index] ?? '*'])),
			measure: view.measure,
			value,
			status,
			...(step && { step })
		}))
	};
}
