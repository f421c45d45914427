// What a dataset is: units, dimensions, tables and dated notes, all as data.
import { z } from 'zod';
import { Granularity, granularities } from './period.ts';
import { SumDefinition } from './sum.ts';
import { sumRules } from './sum-rules.ts';
import { RecordDefinition } from './usage/record-definition.ts';
import { compareVersionCodes, parseVersion } from './version.ts';

const code = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower_snake letters and digits');

/**
 * How the raw value of a dimension becomes a category.
 *
 * - `codes` a closed list; a value outside it counts as `unknown` where the list has it, else in the rest
 * - `version` major > minor > patch, see version.ts
 * - `major` the first number of a version, for runtimes and databases
 * - `band` a number, counted in the band between two bounds
 * - `answer` yes or no; both answers are always cells
 * - `set` a list of codes per unit; each code is a question of its own, answered in the dimension `answer`
 */
export const DimensionKind = z.enum(['codes', 'version', 'major', 'band', 'answer', 'set']);
export type DimensionKind = z.infer<typeof DimensionKind>;

/** Words after "62% of 1,480 instances". */
export const Phrase = z.union([z.string().includes('{}'), z.record(z.string(), z.string())]);
export type Phrase = z.infer<typeof Phrase>;

/** A classifying attribute. `column` names the warehouse column that holds its raw value. */
export const Dimension = z.strictObject({
	id: code,
	title: z.string().min(1),
	kind: DimensionKind,
	column: code,
	codes: z.array(z.string().min(1)).default([]),
	/** Whether the record schema refuses any value outside `codes`, so that everybody knows the rest to be empty. */
	closed: z.boolean().default(false),
	/** Where the bands after the first begin, ascending; `codes` has one name more. */
	bounds: z.array(z.int()).default([]),
	labels: z.record(z.string(), z.string()).default({}),
	/** What units did to be counted in a category: `ran {}`, with `{}` for its name, or one phrase for each code. */
	phrase: Phrase.default('were on {}')
});
export type Dimension = z.infer<typeof Dimension>;

/**
 * Names of the bands that begin at 0 and at each of `bounds`: `[1, 5]` gives `0`, `1 to 4`, `5 or more`.
 *
 * In words, as a spreadsheet would take `1-4` for a date.
 *
 * @param bounds ascending whole numbers from 1 on, at least one
 */
export function bandCodes(bounds: readonly number[]): string[] {
	const starts = [0, ...bounds];
	return starts.map((start, index) => {
		const next = starts[index + 1];
		if (next === undefined) return `${start} or more`;
		return next === start + 1 ? `${start}` : `${start} to ${next - 1}`;
	});
}

/**
 * A cross-classification of one to three dimensions with all margins. A `set` stands first, its `answer` second.
 * `depth` says how many levels of a dimension's hierarchy the table shows, from the top; all where it says nothing.
 *
 * With a `measure` it is a table of that sum instead of a count, for weeks: a set then stands alone, as each record
 * adds to one of its codes. A unit adds to the sums of any other dimension under the value with which it is counted.
 */
export const TableDefinition = z.strictObject({
	id: code,
	title: z.string().min(1),
	dimensions: z.array(code).min(1).max(3),
	depth: z.record(code, z.int().min(1)).optional(),
	measure: code.optional()
});
export type TableDefinition = z.infer<typeof TableDefinition>;

/** Most characters of a note: it stands under a chart. */
const longestNote = 280;

/**
 * Something a reader must know about the data from `from` to `until` (days, UTC, both included), shown with the tables
 * it touches. The day on which it begins, or after which it ends, is marked on charts over time; as an `epoch` where
 * numbers before and after it mean different things.
 */
export const Note = z
	.strictObject({
		id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected lower-case words and digits'),
		kind: z.enum(['note', 'epoch'], 'expected note or epoch').default('note'),
		from: z.iso.date('expected a day like 2026-10-05').optional(),
		until: z.iso.date('expected a day like 2026-10-05').optional(),
		tables: z.array(code).min(1, 'expected at least one table'),
		text: z
			.string()
			.trim()
			.min(1, 'expected some text')
			.max(longestNote, `expected at most ${longestNote} characters`)
	})
	.refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
		path: ['until'],
		message: 'expected a day no earlier than the first one'
	});
export type Note = z.infer<typeof Note>;

/** The day on which a note begins, or the one after its last where it only ends; `undefined` for one without days. */
export function turningDay({ from, until }: Note): string | undefined {
	if (from !== undefined || until === undefined) return from;
	return new Date(Date.parse(`${until}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** A version of the software that came out, and the day (UTC) on which it did. Public, unlike who runs it. */
export const SoftwareRelease = z.strictObject({
	version: z.string().refine((version) => parseVersion(version) !== undefined, {
		error: 'expected a version like 2.1.33'
	}),
	day: z.iso.date()
});
export type SoftwareRelease = z.infer<typeof SoftwareRelease>;

/** Releases by day, each version once. */
const SoftwareReleases = z
	.array(SoftwareRelease)
	.refine((list) => list.every(({ day }, index) => day >= (list[index - 1]?.day ?? '')), {
		error: 'expected releases by day, old to new'
	})
	.refine((list) => new Set(list.map(({ version }) => version)).size === list.length, {
		error: 'expected each version once'
	});

/** A period has to be published before what it counts may go: a month, its grace time, and time to put things right. */
const leastRetentionDays = 62;

/**
 * A dataset: one definition file; nothing else in the code names what it holds.
 *
 * Its units come either from usage records, which `record` defines, or from a `register` of its own, the name of the
 * warehouse's statements that make it. The `column` of a dimension of records is the field that it is of: a set has
 * all codes of the unit's records in the week, a band the sum of their counts, any other kind the value of the record
 * with the most weight.
 */
export const Dataset = z
	.strictObject({
		id: z.string().regex(/^[a-z][a-z0-9-]*$/),
		title: z.string().min(1),
		unit: z.strictObject({ one: z.string().min(1), many: z.string().min(1) }),
		measure: code,
		record: RecordDefinition.optional(),
		register: code.optional(),
		/** Days for which what was received of a unit is kept, where the units do not come from records. */
		retentionDays: z.int().min(leastRetentionDays).default(366),
		/** Lengths of the periods that are published. A month is no sum of weeks, so records of weeks make no months. */
		granularities: z
			.array(Granularity)
			.min(1)
			.default([...granularities]),
		dimensions: z.array(Dimension).min(1),
		tables: z.array(TableDefinition).min(1),
		sums: z.array(SumDefinition).default([]),
		notes: z.array(Note),
		/** What the versions of the units can be, as far as it is known; empty where the software has no versions. */
		releases: SoftwareReleases.default([])
	})
	.refine(({ record, register }) => (record === undefined) !== (register === undefined), {
		path: ['record'],
		error: 'expected either a record or a register'
	})
	.refine(({ record, granularities: lengths }) => !record || lengths.join() === 'week', {
		path: ['granularities'],
		error: 'expected weeks alone, as records are of weeks'
	})
	.refine(({ record, dimensions }) => !record || dimensions.every((one) => isOf(one, record)), {
		path: ['dimensions'],
		error: 'expected each column to be a field of the record that can hold such values'
	})
	.superRefine((dataset, context) => {
		for (const { path, error, holds } of sumRules) {
			if (!holds(dataset)) context.addIssue({ code: 'custom', path: [path], message: error });
		}
	});
export type Dataset = z.infer<typeof Dataset>;

/** Days for which what was received of a unit of `dataset` is kept. */
export function retentionDaysOf({ record, retentionDays }: Dataset): number {
	return record?.retentionDays ?? retentionDays;
}

/** Whether a dimension can be read from the field that its column names; the answer of a set is no field. */
function isOf({ kind, column, closed }: Dimension, { fields }: RecordDefinition): boolean {
	const field = fields.find(({ id }) => id === column);
	// A closed list leaves no place for a value that is not there.
	if (closed && (field?.kind !== 'code' || !field.closed || field.optional)) return false;
	if (kind === 'set') return field?.kind === 'set' || field?.kind === 'code';
	if (kind === 'version' || kind === 'major') return field?.kind === 'version';
	if (kind === 'codes') return field?.kind === 'code';
	if (kind === 'answer' && column === 'answer') return true;
	// Neither bands nor answers have a place for what is not known.
	return field?.kind === (kind === 'band' ? 'count' : 'answer') && !field.optional;
}

/**
 * The dimension called `id`.
 *
 * @throws {RangeError} when the dataset has none of that name
 */
export function dimensionOf(dataset: Dataset, id: string): Dimension {
	const found = dataset.dimensions.find((dimension) => dimension.id === id);
	if (!found) throw new RangeError(`dataset ${dataset.id} has no dimension ${id}`);
	return found;
}

/**
 * Order of a dimension's sibling categories: versions and majors old to new with anything else behind, codes as
 * their list has them. Never by count, since an order by count tells about hidden counts.
 */
export function compareCategories(
	dimension: Pick<Dimension, 'kind' | 'codes'>
): (a: string, b: string) => number {
	const { codes, kind } = dimension;
	const rank = (code: string) => (codes.includes(code) ? codes.indexOf(code) : codes.length);
	if (kind === 'version' || kind === 'major') {
		return (a, b) => compareVersionCodes(a, b) || (a < b ? -1 : Number(a > b));
	}
	return (a, b) => rank(a) - rank(b);
}
