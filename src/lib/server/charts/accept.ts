// Bad input becomes a refusal that names the parameter and what it accepts.
import type { Parsed } from '../../chart/chart-query.ts';
import { ChartRefusal } from './chart-refusal.ts';

/** @throws {ChartRefusal} 400, with one reason for each wrong parameter */
export function accept<Value>(parsed: Parsed<Value>): Value {
	if (parsed.problems === undefined) return parsed.value;
	throw new ChartRefusal(400, parsed.problems);
}
