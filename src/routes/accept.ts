// Bad input becomes an answer that names the parameter and what it accepts.
import { error } from '@sveltejs/kit';
import type { Parsed } from '$lib/chart/chart-query.ts';
import type { Problem } from '$lib/schema/problem.ts';

export function accept<Value>(parsed: Parsed<Value>): Value {
	return parsed.problems === undefined ? parsed.value : refuse(parsed.problems);
}

export function refuse(problems: readonly Problem[]): never {
	const message = problems.map(({ field, reason }) => `${field}: ${reason}`).join('; ');
	error(400, { message, problems });
}
