// A release: all protected tables of one dataset and period. Immutable once published.
import { z } from 'zod';
import { PublishedCell } from './cell.ts';
import { Granularity, PeriodId } from './period.ts';
import { Policy } from './policy.ts';
import { PublishedSum } from './sum.ts';

/** A category that may be named, with the code it is part of (`*` at the top). Listed old to new, or as in its code list; rest last. */
export const Category = z.strictObject({ code: z.string(), parent: z.string() });
export type Category = z.infer<typeof Category>;

/** A dimension as published in one period: only names that describe at least k units, and the fixed rest. */
export const PublishedDimension = z.strictObject({
	id: z.string(),
	title: z.string(),
	/** Whether the top categories add up to the margin; the codes of a `set` do not, as a unit may have several. */
	additive: z.boolean(),
	categories: z.array(Category)
});
export type PublishedDimension = z.infer<typeof PublishedDimension>;

export const PublishedTable = z.strictObject({
	id: z.string(),
	title: z.string(),
	dimensions: z.array(z.string()).min(1).max(3),
	/** Levels of a dimension's hierarchy that the table shows, from the top; all where it says nothing. */
	depth: z.record(z.string(), z.int().min(1)).optional(),
	/** The sum that the table is of; a table without one counts units. */
	measure: z.string().optional()
});
export type PublishedTable = z.infer<typeof PublishedTable>;

/** What the audit of a release says in numbers that give nothing away. */
export const AuditSummary = z.strictObject({
	cells: z.int().min(0),
	hidden: z.int().min(0),
	lines: z.int().min(0),
	/** Worlds in the certificate. */
	worlds: z.int().min(0)
});
export type AuditSummary = z.infer<typeof AuditSummary>;

/** The manifest of a release, `release.json`. `withheld` is set when the period's total may not be shown. */
export const Manifest = z.strictObject({
	format: z.literal(1),
	dataset: z.string(),
	unit: z.strictObject({ one: z.string(), many: z.string() }),
	measure: z.string(),
	granularity: Granularity,
	period: PeriodId,
	start: z.iso.date(),
	end: z.iso.date(),
	due: z.iso.datetime(),
	synthetic: z.boolean(),
	withheld: z.boolean(),
	policy: Policy,
	dimensions: z.array(PublishedDimension),
	tables: z.array(PublishedTable),
	/** What tables of sums add up, besides the counts of units. */
	sums: z.array(PublishedSum).optional(),
	versions: z.strictObject({ murmuration: z.string(), method: z.string() }),
	audit: AuditSummary,
	parts: z.array(
		z.strictObject({ file: z.string(), sha256: z.string().length(64), bytes: z.int().min(0) })
	)
});
export type Manifest = z.infer<typeof Manifest>;

/** The tables that count units. */
export function countingTables<Table extends Pick<PublishedTable, 'measure'>>(
	tables: readonly Table[]
): Table[] {
	return tables.filter(({ measure }) => measure === undefined);
}

/** The tables of one sum. */
export function tablesOf<Table extends Pick<PublishedTable, 'measure'>>(
	tables: readonly Table[],
	{ id }: Pick<PublishedSum, 'id'>
): Table[] {
	return tables.filter(({ measure }) => measure === id);
}

/** A release as the API gives it and as people save it. */
export const SavedRelease = z.strictObject({ manifest: Manifest, cells: z.array(PublishedCell) });
export type SavedRelease = z.infer<typeof SavedRelease>;

/** The content of a release before it is written: its manifest without the parts, and its cells. */
export const Release = z
	.strictObject({
		manifest: Manifest.omit({ parts: true }),
		cells: z.array(PublishedCell)
	})
	.brand<'Release'>();
export type Release = z.infer<typeof Release>;
