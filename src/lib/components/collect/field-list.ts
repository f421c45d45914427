// Every field of the heartbeat as operators read it. Names and accepted values come from the schema itself, what
// becomes of a field from the tables that count it; only the purposes are written by hand.
import { z } from 'zod';
import { exampleHeartbeat } from './example-heartbeat.ts';
import type { Dataset, Dimension } from '../../schema/dataset.ts';
import { Heartbeat } from '../../schema/heartbeat.ts';
import { purposes, type FieldPath } from './purposes.ts';

/** One field. `codes` is its closed list of values, empty when it has none; `tables` are those that count it. */
export interface Field {
	readonly path: string;
	readonly name: string;
	readonly accepts: string;
	readonly codes: readonly string[];
	readonly example: string;
	readonly why: string;
	readonly becomes: string;
	readonly tables: readonly { readonly id: string; readonly title: string }[];
}

/** The fields of one part of the heartbeat, in the order of the schema; `part` is empty for its own fields. */
export interface FieldGroup {
	readonly part: string;
	readonly fields: readonly Field[];
}

const notPublished = 'Not published today.';

/** All fields of the heartbeat, each exactly once, its own fields first. */
export function fieldGroups(dataset: Dataset): FieldGroup[] {
	const own: Field[] = [];
	const parts: FieldGroup[] = [];
	for (const [name, schema] of propertiesOf(z.toJSONSchema(Heartbeat))) {
		const inner = propertiesOf(schema);
		if (inner.length === 0) own.push(toField([name], schema, dataset));
		else {
			const fields = inner.map(([leaf, leafSchema]) => toField([name, leaf], leafSchema, dataset));
			parts.push({ part: name, fields });
		}
	}
	return [{ part: '', fields: own }, ...parts];
}

type FieldSchema = z.core.JSONSchema.BaseSchema;

function propertiesOf(schema: FieldSchema): [string, FieldSchema][] {
	return Object.entries(schema.properties ?? {}) as [string, FieldSchema][];
}

function toField(path: readonly string[], schema: FieldSchema, dataset: Dataset): Field {
	const name = path.at(-1) ?? '';
	const { why, becomes } = purposes[path.join('.') as FieldPath];
	const dimension = dataset.dimensions.find(({ column }) => column === name);
	const tables = dataset.tables.filter(({ dimensions }) =>
		dimensions.includes(dimension?.id ?? '')
	);
	const accepted = toAccepted(schema);
	const published = dimension && tables.length > 0;
	return {
		path: path.join('.'),
		name,
		...accepted,
		example: JSON.stringify(exampleOf(path)),
		why,
		becomes:
			becomes ?? (published ? toPublished(dimension, accepted.codes.length > 0) : notPublished),
		tables: tables.map(({ id, title }) => ({ id, title }))
	};
}

function toAccepted(schema: FieldSchema): Pick<Field, 'accepts' | 'codes'> {
	const codesOf = ({ enum: values }: FieldSchema) => (values ?? []).map(String);
	if (schema.const !== undefined)
		return { accepts: 'always', codes: [JSON.stringify(schema.const)] };
	if (schema.enum) return { accepts: 'one of', codes: codesOf(schema) };
	if (schema.type === 'array') {
		return {
			accepts: 'a list, each at most once, of',
			codes: codesOf(schema.items as FieldSchema)
		};
	}
	return { accepts: toRange(schema), codes: [] };
}

function toRange({ type, format, minimum, maximum, maxLength }: FieldSchema): string {
	if (type === 'boolean') return 'true or false';
	if (type === 'integer') return `a whole number, ${minimum ?? ''} or more`;
	if (type === 'number') return `a number from ${minimum ?? ''} to ${maximum ?? ''}`;
	if (format === 'uuid') return 'a UUID';
	if (format === 'date-time') return 'a date and time in UTC';
	return `text of at most ${maxLength ?? ''} characters`;
}

function exampleOf(path: readonly string[]): unknown {
	return path.reduce<unknown>(
		(value, key) => (value as Record<string, unknown>)[key],
		exampleHeartbeat
	);
}

/** What the tables make of a raw value, by the kind of their dimension. */
function toPublished({ kind, codes }: Dimension, isClosed: boolean): string {
	switch (kind) {
		case 'version':
			return 'Cut to major, minor and patch, with a mark for pre-releases. The exact text is never published.';
		case 'major':
			return 'Cut to the major version.';
		case 'codes':
			return isClosed
				? 'Counted by value.'
				: `Counted as ${codes.join(', ')}; anything else as other, without its name.`;
		case 'band':
			return `Counted in bands: ${codes.join(', ')}.`;
		case 'answer':
			return 'Counted as yes or no.';
		case 'set':
			return 'Each one is a question of its own, counted as yes or no.';
	}
}
