// What a reader may learn about one cell, as data: its state, why, and where else a number is shown.
import { z } from 'zod';
import { CellStatus } from '../schema/cell.ts';
import { PeriodId } from '../schema/period.ts';

/**
 * One way from a hidden cell to a group that holds it:
 *
 * - `coarser-category` a category above its own, as `2.1` above `2.1.33`
 * - `longer-period` a month that overlaps its week
 * - `fewer-dimensions` the margin of one dimension
 */
export const RemedyStep = z.enum(['coarser-category', 'longer-period', 'fewer-dimensions']);
export type RemedyStep = z.infer<typeof RemedyStep>;

const categories = z.record(z.string(), z.string());

/**
 * A published number near a hidden cell. `categories` has every dimension of `table`, `*` for its margin; `href`
 * is the page that shows the number, below the root of the site.
 */
export const Remedy = z.strictObject({
	steps: z.array(RemedyStep).min(1),
	table: z.string(),
	period: PeriodId,
	categories,
	value: z.number().nonnegative(),
	href: z.string().startsWith('/')
});
export type Remedy = z.infer<typeof Remedy>;

/** Why a cell is as it is. Every hidden cell of a release has the same reason, word for word. */
export const Reason = z.strictObject({
	code: z.enum(['published', 'suppressed', 'not-collected', 'nothing-received']),
	text: z.string().min(1)
});
export type Reason = z.infer<typeof Reason>;

/** One cell explained. Only hidden cells have remedies, nearest first; none when no number near it is shown. */
export const Explanation = z
	.strictObject({
		dataset: z.string(),
		table: z.string(),
		period: PeriodId,
		categories,
		measure: z.string(),
		value: z.number().nonnegative().nullable(),
		status: CellStatus,
		reason: Reason,
		remedies: z.array(Remedy)
	})
	.refine((cell) => (cell.value !== null) === (cell.status === 'published'), {
		path: ['value'],
		error: 'expected a value exactly when the cell is published'
	})
	.refine((cell) => cell.status === 'hidden' || cell.remedies.length === 0, {
		path: ['remedies'],
		error: 'expected remedies of hidden cells only'
	});
export type Explanation = z.infer<typeof Explanation>;
