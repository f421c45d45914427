// What a usage record holds, as data: one record is one unit, one ISO week and one classification, with its measures.
import { z } from 'zod';

/** Names that the record or the warehouse needs for itself. */
const reserved = [
	...['week', 'unit_id', 'row_key', 'line', 'answer', 'code', 'codes', 'register', 'record'],
	...['rowid', 'first_week', 'heaviest', 'nothing', 'constructor']
];

const fieldId = z
	.string()
	.regex(/^[a-z][a-z0-9_]*$/, 'expected lower_snake letters and digits')
	.refine((id) => !reserved.includes(id), 'expected a name that is not reserved');

const optional = z.boolean().default(false);

const codes = {
	codes: z.array(z.string().min(1)).min(1),
	closed: z.boolean().default(false),
	optional
};

/**
 * A field of a record.
 *
 * - `code` a value out of a list; one outside it is refused where the list is `closed`, else kept as `other`
 * - `set` any number of such values, each once
 * - `answer` true or false
 * - `version` a version, of which only `major.minor.patch` and the fact of a suffix are kept
 * - `count` a whole number, `amount` any number, neither below 0
 *
 * An `optional` field may be absent or null: what it says is then not known of the record.
 */
export const RecordField = z.discriminatedUnion(
	'kind',
	[
		z.strictObject({ id: fieldId, kind: z.literal('code'), ...codes }),
		z.strictObject({ id: fieldId, kind: z.literal('set'), ...codes }),
		z.strictObject({ id: fieldId, kind: z.literal('answer'), optional }),
		z.strictObject({ id: fieldId, kind: z.literal('version'), optional }),
		z.strictObject({ id: fieldId, kind: z.literal('count'), optional }),
		z.strictObject({ id: fieldId, kind: z.literal('amount'), optional })
	],
	'expected code, set, answer, version, count or amount'
);
export type RecordField = z.infer<typeof RecordField>;

/** Whether a field classifies a record; the others measure it. */
export function isClassifying({ kind }: Pick<RecordField, 'kind'>): boolean {
	return kind !== 'count' && kind !== 'amount';
}

/**
 * The record of a dataset: `unit` names the field with the pseudonymous id (a UUID), `time` the one that says when: an
 * ISO week, a day or a moment, of which only the week is kept.
 *
 * A unit has `many` records a week, one of each classification; `weight` then names the count by which one of them
 * stands for the unit where it can have one value only. Or it has `one`: the last that is loaded takes the place of
 * those before it, so that reports of every day are taken and none counts twice.
 */
export const RecordDefinition = z
	.strictObject({
		unit: fieldId,
		time: z.union([z.literal('week'), fieldId]).default('week'),
		perWeek: z.enum(['many', 'one'], 'expected many or one').default('many'),
		fields: z.array(RecordField).min(1),
		weight: fieldId.optional(),
		/** Days after the end of its week for which a record is kept. */
		retentionDays: z.int().min(7)
	})
	.refine(
		({ unit, time, fields }) =>
			new Set([unit, time, ...fields.map(({ id }) => id)]).size > fields.length + 1,
		{
			path: ['fields'],
			error: 'expected each field once'
		}
	)
	.refine(
		({ weight, perWeek, fields }) =>
			weight === undefined
				? perWeek === 'one'
				: fields.some(({ id, kind }) => id === weight && kind === 'count'),
		{ path: ['weight'], error: 'expected one of the counts' }
	);
export type RecordDefinition = z.infer<typeof RecordDefinition>;
