// Bad input becomes an answer that names the parameter and what it accepts.
import { error } from '@sveltejs/kit';
import type { Parsed } from '$lib/chart/chart-query.ts';

export function accept<Value>(parsed: Parsed<Value>): Value {
	if (parsed.problems === undefined) return parsed.value;
	error(400, parsed.problems.map(({ field, reason }) => `${field}: ${reason}`).join('; '));
}
