// From a text to a heartbeat, or to all reasons why it is none. Knows no bytes, no request and no file, so that
// receiver, command line and browser judge alike.
import { z } from 'zod';
import { Heartbeat } from '../schema/heartbeat.ts';
import { toProblems, type Problem } from '../schema/problem.ts';
import { findDuplicateKey } from './duplicate-key.ts';

/** A text is a heartbeat, or there are reasons why not. */
export type Verdict =
	| { readonly heartbeat: Heartbeat }
	| { readonly refused: 'refused_json' | 'refused_schema'; readonly problems: readonly Problem[] };

/** What is said of a text that is not JSON. */
export const notJson = 'not JSON: expected one JSON object';

const fieldCount = countFields(Heartbeat);

/**
 * Judges strictly: JSON without repeated keys, the schema, and texts that every database can hold.
 *
 * @param schema the schema of a heartbeat, in the form that is fastest where it runs
 * @returns the heartbeat, with its fields in the order of the schema, or all problems. They repeat no value of the
 *   text, but the names of its unknown fields.
 */
export function judgeText(
	text: string,
	schema: Pick<typeof Heartbeat, 'safeParse'> = Heartbeat
): Verdict {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return refuse('refused_json', '', notJson);
	}
	const result = schema.safeParse(value);
	if (!result.success) return { refused: 'refused_schema', problems: toProblems(result.error) };
	return isPlain(text, result.data) ? { heartbeat: result.data } : judgeClosely(text, result.data);
}

/**
 * Whether `text` can hide nothing from JSON.parse and the schema: it has no escapes, and as many colons as the
 * heartbeat has fields and its values have colons. A repeated key would add one.
 */
function isPlain(text: string, heartbeat: Heartbeat): boolean {
	if (text.includes('\\')) return false;
	let expected = fieldCount + countColons(heartbeat.sent_at);
	for (const [, value] of texts(heartbeat)) expected += countColons(value);
	return countColons(text) === expected;
}

function judgeClosely(text: string, heartbeat: Heartbeat): Verdict {
	const path = findDuplicateKey(text);
	if (path) return refuse('refused_json', path.join('.'), 'expected once, found again');
	for (const [field, value] of texts(heartbeat)) {
		if (value.includes('\0') || !value.isWellFormed()) {
			return refuse('refused_schema', field, 'expected text without NUL and half surrogate pairs');
		}
	}
	return { heartbeat };
}

/** The free texts of a heartbeat; all its other texts are of closed forms. */
function texts({ kodus, runtime }: Heartbeat): [field: string, value: string][] {
	return [
		['kodus.version', kodus.version],
		['runtime.node_version', runtime.node_version],
		['runtime.arch', runtime.arch],
		['runtime.db_type', runtime.db_type],
		['runtime.db_version', runtime.db_version]
	];
}

function refuse(
	refused: 'refused_json' | 'refused_schema',
	field: string,
	reason: string
): Verdict {
	return { refused, problems: [{ field, reason }] };
}

function countColons(text: string): number {
	let count = 0;
	for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) count += 1;
	return count;
}

function countFields(schema: z.ZodObject): number {
	return Object.values(schema.shape).reduce<number>(
		(count, field) => count + 1 + (field instanceof z.ZodObject ? countFields(field) : 0),
		0
	);
}
