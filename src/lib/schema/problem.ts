// How bad input is told to people: the field by name, and what it accepts.
import { z } from 'zod';

/** One reason why something was refused. `field` is a dotted path or a parameter, empty for the whole. */
export const Problem = z.strictObject({ field: z.string(), reason: z.string() }).readonly();
export type Problem = z.infer<typeof Problem>;

/**
 * An error body by RFC 9457. `problems` says what in the request has to change; the first one's field also stands at
 * the top.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const ProblemDetails = z
	.strictObject({
		type: z.literal('about:blank'),
		title: z.string(),
		status: z.int().min(400).max(599),
		detail: z.string(),
		field: z.string().optional(),
		problems: z.array(Problem).optional()
	})
	.meta({ id: 'Problem', description: 'What went wrong, by RFC 9457.' });
export type ProblemDetails = z.infer<typeof ProblemDetails>;

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
