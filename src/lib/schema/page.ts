// What the pages of a dataset show: charts by kind and table, as data.
import { z } from 'zod';

const code = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower_snake letters and digits');

/**
 * How a chart reads its tables.
 *
 * - `stack` the categories of one dimension over time
 * - `reach` the share of "yes", ranked, over one or more tables of answers
 * - `adoption` days since a release against the share on it or something newer
 * - `at-least` units on a chosen version or newer over time, and on versions that have been out for long
 * - `heat` one dimension against another, in the newest period
 */
export const ChartKind = z.enum(['stack', 'reach', 'adoption', 'at-least', 'heat']);
export type ChartKind = z.infer<typeof ChartKind>;

/** A chart: `id` names it in addresses, `tables` are what it is made from, the first one by default. */
export const ChartDefinition = z.strictObject({
	id: code,
	title: z.string().min(1),
	kind: ChartKind,
	tables: z.array(code).min(1),
	/** Categories of other tables of one dimension whose shares stand beside the chart. */
	asides: z
		.array(z.strictObject({ label: z.string().min(1), table: code, category: z.string().min(1) }))
		.default([]),
	/** What the total of one table is to that of another, so many `times`, beside the chart. */
	rates: z
		.array(
			z.strictObject({
				label: z.string().min(1),
				of: code,
				per: code,
				times: z.number().positive().default(1)
			})
		)
		.default([]),
	/** Of a heat of one list of codes against the same one: what the part is called in which both differ. */
	apart: z.string().min(1).optional()
});
export type ChartDefinition = z.infer<typeof ChartDefinition>;

/** A page. `id` is its path, empty for the overview; `question` is what it answers. */
export const PageDefinition = z.strictObject({
	id: z.union([
		z.literal(''),
		z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected lower-case words and digits')
	]),
	title: z.string().min(1),
	question: z.string().min(1),
	/** Tables whose figures and findings begin the page. */
	headlines: z.array(code).default([]),
	charts: z.array(ChartDefinition).min(1)
});
export type PageDefinition = z.infer<typeof PageDefinition>;
