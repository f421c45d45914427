// One usage record as it arrives and as it is kept: strict at the border, and nothing exact behind it.
import { z } from 'zod';
import { rest } from '../cell.ts';
import { parsePeriod, PeriodId } from '../period.ts';
import { parseVersion, versionPath } from '../version.ts';
import type { RecordDefinition, RecordField } from './record-definition.ts';

/** A record that the schema of its dataset accepted, by field. */
export type UsageRecord = Readonly<Record<string, string | number | null | undefined>>;

/** Longest text that may stand in a record. */
export const longestText = 64;

/** The week of a row. */
export const week = PeriodId.refine(
	(id) => id.includes('W') && parsePeriod(id).granularity === 'week',
	{
		error: 'expected an ISO week like 2026-W18'
	}
);

/**
 * The strict schema of a dataset's records: an unknown field, a wrong type or a value outside a closed list is a
 * problem that names the field and what it accepts. A code outside an open list has the form of a code, so that
 * neither an address nor a sentence passes.
 */
export function toRecordSchema({ unit, fields }: RecordDefinition): z.ZodType<UsageRecord> {
	const shape: Record<string, z.ZodType> = {
		[unit]: z.guid('expected a UUID'),
		week
	};
	for (const field of fields) {
		const schema = toFieldSchema(field);
		shape[field.id] = field.optional ? schema.nullish() : schema;
	}
	return z.strictObject(shape) as unknown as z.ZodType<UsageRecord>;
}

/** The value of a field as it is kept: a code outside its list is `other`, a version loses its suffix, absence is null. */
export function toKept(field: RecordField, record: UsageRecord): string | number | null {
	const value = record[field.id] ?? null;
	if (typeof value !== 'string') return value;
	if (field.kind === 'code') return field.codes.includes(value) ? value : rest;
	const version = parseVersion(value);
	return version ? versionPath(version)[2] : null;
}

function toFieldSchema(field: RecordField): z.ZodType {
	switch (field.kind) {
		case 'code':
			return field.closed
				? z.enum(field.codes, `expected one of ${field.codes.join(', ')}`)
				: z
						.string('expected a code')
						.max(longestText, `expected at most ${longestText} characters`)
						.regex(
							/^[A-Za-z0-9][A-Za-z0-9._:-]*$/,
							`expected one of ${field.codes.join(', ')}, or another code without spaces`
						);
		case 'version':
			return z
				.string('expected a version')
				.max(longestText, `expected at most ${longestText} characters`)
				.regex(/^[A-Za-z0-9][A-Za-z0-9.+_-]*$/, 'expected a version like 1.4.2');
		case 'count':
			return z.int('expected a whole number').min(0, 'expected a whole number from 0');
		case 'amount':
			return z.number('expected a number').min(0, 'expected a number from 0');
	}
}
