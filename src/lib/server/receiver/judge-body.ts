// From the bytes of a body to a heartbeat, or to reasons that can be told to anybody who may have sent it.
import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { Heartbeat } from '../../schema/heartbeat.ts';
import { judgeText, type Verdict } from '../../intake/judge-text.ts';

/** The same schema as generated code: an eighth of the time. Browsers, which forbid generated code, go without. */
const compiled = z.compile(Heartbeat);

const shownProblems = 10;
const shownDepth = 4;

/**
 * Judges one body strictly: UTF-8, JSON without repeated keys, the schema, and texts that every database can hold.
 *
 * @returns the heartbeat, or at most ten problems. They repeat no value of the body, and of names that are unknown to
 *   the schema only those that look like a field.
 */
export function judgeBody(body: Buffer): Verdict {
	if (!isUtf8(body)) {
		return { refused: 'refused_json', problems: [{ field: '', reason: 'not UTF-8' }] };
	}
	const verdict = judgeText(body.toString(), compiled);
	if ('heartbeat' in verdict) return verdict;
	const problems = verdict.problems
		.slice(0, shownProblems)
		.map(({ field, reason }) => ({ field: toShownField(field), reason }));
	return { refused: verdict.refused, problems };
}

/** A path that can be shown: a long or odd name may be an identifier or a text, and becomes `?`. */
function toShownField(field: string): string {
	if (field === '') return field;
	const names = field.split('.', shownDepth + 1);
	const shown = names.map((name) => (/^([A-Za-z_]\w{0,30}|\d{1,4})$/.test(name) ? name : '?'));
	return shown.slice(0, shownDepth).join('.');
}
