// One usage record as it arrives and as it is kept: strict at the border, and nothing exact behind it.
import { z } from 'zod';
import { rest } from '../cell.ts';
import { parseVersion, versionPath } from '../version.ts';
import type { RecordDefinition, RecordField } from './record-definition.ts';
import { IsoWeek, RecordTime } from './record-time.ts';

/** A record that the schema of its dataset accepted, by field. */
export type UsageRecord = Readonly<
	Record<string, string | number | boolean | readonly string[] | null | undefined>
>;

/** A value as it is kept. */
export type Kept = string | number | boolean | readonly string[] | null;

/** Longest text that may stand in a record. */
export const longestText = 64;

/** Most values of a set. */
const mostValues = 500;

/**
 * The strict schema of a dataset's records: an unknown field, a wrong type or a value outside a closed list is a
 * problem that names the field and what it accepts. A code outside an open list has the form of a code, so that
 * neither an address nor a sentence passes.
 */
export function toRecordSchema({ unit, time, fields }: RecordDefinition): z.ZodType<UsageRecord> {
	const shape: Record<string, z.ZodType> = {
		[unit]: z.guid('expected a UUID'),
		[time]: time === 'week' ? IsoWeek : RecordTime
	};
	for (const field of fields) {
		const schema = toFieldSchema(field);
		shape[field.id] = field.optional ? schema.nullish() : schema;
	}
	return z.strictObject(shape) as unknown as z.ZodType<UsageRecord>;
}

/**
 * The value of a field as it is kept: a code outside its list is `other`, a set has each value once and in order, a
 * version loses its suffix, absence is null.
 */
export function toKept(field: RecordField, record: UsageRecord): Kept {
	const value = record[field.id] ?? null;
	if (field.kind === 'set') {
		return isSet(value) ? [...new Set(value.map((one) => toCode(field.codes, one)))].sort() : null;
	}
	if (typeof value !== 'string') return value;
	if (field.kind === 'code') return toCode(field.codes, value);
	const version = parseVersion(value);
	return version ? versionPath(version)[2] : null;
}

function isSet(value: UsageRecord[string]): value is readonly string[] {
	return Array.isArray(value);
}

function toCode(codes: readonly string[], value: string): string {
	return codes.includes(value) ? value : rest;
}

function toFieldSchema(field: RecordField): z.ZodType {
	switch (field.kind) {
		case 'code':
			return toCodeSchema(field);
		case 'set':
			return z
				.array(toCodeSchema(field), 'expected a list of codes')
				.max(mostValues, `expected at most ${mostValues} codes`);
		case 'answer':
			return z.boolean('expected true or false');
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

function toCodeSchema({ codes, closed }: { codes: string[]; closed: boolean }): z.ZodType<string> {
	return closed
		? z.enum(codes, `expected one of ${codes.join(', ')}`)
		: z
				.string('expected a code')
				.max(longestText, `expected at most ${longestText} characters`)
				.regex(
					/^[A-Za-z0-9][A-Za-z0-9._:-]*$/,
					`expected one of ${codes.join(', ')}, or another code without spaces`
				);
}
