// The audit: does everything published together keep requirement R? It sees published numbers only.
import type { Policy } from '../schema/policy.ts';
import { feasibilityIntervals, hiddenSum, type Interval } from './interval.ts';
import type { System } from './system.ts';

/**
 * A place where a reader could work out too much: a hidden `cell`, or the hidden cells of a `line` together.
 * For the steward's eyes only, as the interval is what must not be known.
 */
export interface Finding {
	readonly kind: 'cell' | 'line';
	/** Index of the cell, or of the line. */
	readonly index: number;
	readonly interval: Interval;
}

/**
 * Checks requirement R on the published numbers.
 *
 * - R1: every hidden cell may be 0 and may be at least `ambiguity`; or it is known to be at least k and is
 *   hidden only for the sake of another.
 * - R2: the hidden cells of every line taken together may be 0, or may be at least k.
 *
 * @param values one published number per cell of the system, `null` where hidden
 * @returns every violation, cells first, in the order of the system; empty when the release is safe
 */
export function audit(
	system: System,
	values: readonly (number | null)[],
	policy: Policy
): Finding[] {
	const intervals = feasibilityIntervals(system, values, policy);
	const findings: Finding[] = [];
	for (const [index, interval] of intervals.entries()) {
		if (values[index] !== null) continue;
		const isOpen = interval.low <= 0 && interval.high >= policy.ambiguity;
		if (!isOpen && interval.low < policy.k) findings.push({ kind: 'cell', index, interval });
	}
	for (const [index, line] of system.lines.entries()) {
		const interval = hiddenSum(line, values, intervals);
		if (interval && interval.low > 0 && interval.high < policy.k) {
			findings.push({ kind: 'line', index, interval });
		}
	}
	return findings;
}
