// The receiver's judgement for people who want it beforehand: the same rules, and where a text stops being JSON.
import { parse, type ParseError } from 'jsonc-parser';
import type { Heartbeat } from '../schema/heartbeat.ts';
import type { Problem } from '../schema/problem.ts';
import { judgeText, notJson } from './judge-text.ts';

/** Most bytes that the body of one heartbeat may have. */
export const bodyLimitBytes = 5120;

/** A payload would be stored as `heartbeat`, or refused for `problems`. */
export type Preview = { readonly heartbeat: Heartbeat } | { readonly problems: readonly Problem[] };

/** Judges the body of one heartbeat as the receiver would, without sending it anywhere. */
export function judgePayload(text: string): Preview {
	const sizeBytes = new TextEncoder().encode(text).length;
	if (sizeBytes > bodyLimitBytes) {
		return refuse(`${sizeBytes} bytes: a heartbeat has at most ${bodyLimitBytes}`);
	}
	const verdict = judgeText(text);
	if ('heartbeat' in verdict) return verdict;
	const isJson = verdict.problems[0]?.reason !== notJson;
	return isJson ? { problems: verdict.problems } : refuse(`${notJson}${placeOfError(text)}`);
}

/** A refusal of the body as a whole. */
export function refuse(reason: string): Preview {
	return { problems: [{ field: '', reason }] };
}

function placeOfError(text: string): string {
	const offset = firstError(text)?.offset;
	if (offset === undefined) return '';
	const lines = text.slice(0, offset).split('\n');
	return `; see line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

/** Where `text` stops being JSON; `undefined` for one that is nested deeper than the stack. */
function firstError(text: string): ParseError | undefined {
	const errors: ParseError[] = [];
	try {
		parse(text, errors, { disallowComments: true });
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
	}
	return errors[0];
}
