// What the receiver answers, by outcome. Refusals are problems by RFC 9457.
import { bodyLimitBytes } from '../../intake/judge-payload.ts';
import type { Problem } from '../../schema/problem.ts';

/** Every way a request can end; the closed list that is counted. */
export const outcomes = [
	'stored',
	'stored_over_limit',
	'refused_json',
	'refused_schema',
	'too_large',
	'wrong_type',
	'wrong_method',
	'rate_limited',
	'not_storable',
	'busy',
	'aborted'
] as const;
export type Outcome = (typeof outcomes)[number];

/** An answer as HTTP will carry it. */
export interface Answer {
	readonly outcome: Outcome;
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

const storeAgainSeconds = 30;
const refusals = {
	too_large: [413, 'Too large', `a heartbeat has at most ${bodyLimitBytes} bytes`],
	wrong_type: [415, 'Not JSON', 'expected content-type application/json, UTF-8, not compressed'],
	wrong_method: [405, 'Only POST', 'a heartbeat is sent by POST'],
	rate_limited: [
		429,
		'Too many requests',
		'more requests than one source may send; come back later'
	],
	not_storable: [503, "Can't store", 'the heartbeat is not stored; send it again later'],
	busy: [503, 'Busy', 'the heartbeat is not stored; send it again later'],
	aborted: [400, 'Incomplete', 'the body ended before it was complete']
} as const;

/** The heartbeat is on disk. */
export function accepted(outcome: 'stored' | 'stored_over_limit'): Answer {
	return { outcome, status: 204, headers: { 'cache-control': 'no-store' } };
}

/** The body is no heartbeat; the first problem also stands at the top. */
export function refusedBody(
	outcome: 'refused_json' | 'refused_schema',
	problems: readonly Problem[]
): Answer {
	const [first] = problems;
	return toAnswer(outcome, 400, 'Not a heartbeat', {
		detail: first?.reason ?? '',
		field: first?.field ?? '',
		problems
	});
}

/** The heartbeat was refused whatever its body says. */
export function refused(
	outcome: keyof typeof refusals,
	retryAfterSeconds: number = storeAgainSeconds
): Answer {
	const [status, title, detail] = refusals[outcome];
	const headers = {
		...(status === 405 ? { allow: 'POST' } : {}),
		...(status === 429 || status === 503 ? { 'retry-after': String(retryAfterSeconds) } : {})
	};
	return toAnswer(outcome, status, title, { detail }, headers);
}

function toAnswer(
	outcome: Outcome,
	status: number,
	title: string,
	members: object,
	headers: Readonly<Record<string, string>> = {}
): Answer {
	const body = `${JSON.stringify({ type: 'about:blank', title, status, ...members })}\n`;
	return {
		outcome,
		status,
		headers: {
			'cache-control': 'no-store',
			'content-type': 'application/problem+json',
			...headers
		},
		body
	};
}
