// How bad input is told to people: the field by name, and what it accepts.
import type { z } from 'zod';

/** One reason why a record was refused. `field` is a dotted path, empty for the record as a whole. */
export interface Problem {
	readonly field: string;
	readonly reason: string;
}

/**
 * Turns a failed parse into one problem per field, in the order of the schema.
 *
 * Values of the refused record are never repeated, as they may identify its sender; names of unknown
 * fields are, since the sender has to find them.
 */
export function toProblems(error: z.ZodError): Problem[] {
	return error.issues.flatMap((issue) => {
		const field = issue.path.map(String).join('.');
		if (issue.code !== 'unrecognized_keys') return [{ field, reason: issue.message }];
		return issue.keys.map((key) => ({
			field: [...issue.path.map(String), key].join('.'),
			reason: 'unknown field: the schema has no such field'
		}));
	});
}
