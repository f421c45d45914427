// A cell: one number of one table, or the plain statement that there is none.
import { z } from 'zod';

/** Code of the margin (all categories together) in any dimension. */
export const margin = '*';

/** Code of the merged rest at the top of a dimension; under a parent it reads `2.1 other`. */
export const rest = 'other';

/** Whether a code is a merged rest, `other` or `2.1 other`. */
export function isRest(code: string): boolean {
	return code === rest || code.endsWith(` ${rest}`);
}

/**
 * Every way to take one item of each list, in the order of the lists, the last one running fastest: the places of a
 * grid from the codes of its axes. One empty combination for no lists.
 */
export function combinations<Item>(lists: readonly (readonly Item[])[]): Item[][] {
	return lists.reduce<Item[][]>(
		(rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])),
		[[]]
	);
}

export const CellStatus = z.enum(['published', 'hidden', 'missing']);
export type CellStatus = z.infer<typeof CellStatus>;

/**
 * A cell as readers see it. `categories` follows the dimensions of its table. A value is there exactly
 * when the status is `published`, so a hidden number has no place to ride along.
 */
export const PublishedCell = z
	.strictObject({
		table: z.string(),
		categories: z.array(z.string()).min(1).max(3),
		measure: z.string(),
		value: z.number().nonnegative().nullable(),
		status: CellStatus,
		/** Of a published sum: the true one lies within half a step of the value. */
		step: z.number().positive().optional()
	})
	.refine((cell) => (cell.value !== null) === (cell.status === 'published'), {
		path: ['value'],
		error: 'expected a value exactly when the cell is published'
	})
	.refine((cell) => cell.step === undefined || cell.value !== null, {
		path: ['step'],
		error: 'expected a step beside a value only'
	});
export type PublishedCell = z.infer<typeof PublishedCell>;
