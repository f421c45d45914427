// Feasibility intervals: what everything published together says about a true count.
import {
	publishedInterval,
	smallestPublished,
	type Interval,
	type Policy
} from '../schema/policy.ts';
import type { Line, System } from './system.ts';

export type { Interval };

/**
 * What other releases say about the number of all units. For every gap a world must show the total at `most` or
 * less, or at `least` or more; between them lies a small group that readers would know of.
 */
export interface KnownTotal extends Interval {
	readonly gaps?: readonly { readonly most: number; readonly least: number }[];
}

/** Nothing is known from elsewhere. */
export const anyTotal: KnownTotal = { low: 0, high: Number.POSITIVE_INFINITY };

/** Rounds to the nearest multiple of `base`, ties up; base 1 leaves the count as it is. */
export function roundToBase(count: number, base: number): number {
	return Math.floor((count + Math.floor(base / 2)) / base) * base;
}

/**
 * The number that is published for a true count of at least the smallest publishable one: rounded, and never
 * below that smallest count. Where k is not a multiple of `base`, rounding down would show a number below k and
 * pin the count (k = 12, base 5: a published 10 could only be 12), so such counts go up to the next multiple.
 */
export function toPublishedValue(count: number, policy: Policy): number {
	return Math.max(roundToBase(count, policy.base), smallestPublished(policy));
}

/**
 * Computes the feasibility interval of every cell by propagating bounds along all lines until nothing moves.
 *
 * The result always contains every count that agrees with the published numbers. It is exact, for whole numbers,
 * where the lines form a tree, as they do for tables of one dimension joined at the total.
 *
 * @param values one published number per cell, `null` where hidden
 * @throws {RangeError} when the published numbers contradict each other
 */
export function feasibilityIntervals(
	system: System,
	values: readonly (number | null)[],
	policy: Policy
): Interval[] {
	const low = values.map((value) => (value === null ? 0 : publishedInterval(value, policy).low));
	const high = values.map((value) =>
		value === null ? Number.POSITIVE_INFINITY : publishedInterval(value, policy).high
	);
	const linesOfCell = toLinesOfCell(system);
	const queue = new Set(system.lines.keys());
	for (const index of queue) {
		queue.delete(index);
		const line = system.lines[index];
		if (!line) continue;
		for (const moved of tighten(line, low, high)) {
			for (const touched of linesOfCell[moved] ?? []) queue.add(touched);
		}
	}
	return low.map((bound, cell) => ({ low: bound, high: at(high, cell) }));
}

/** Tightens the bounds of one line's cells in place and returns the cells that moved. */
function tighten(line: Line, low: number[], high: number[]): number[] {
	const moved: number[] = [];
	const narrow = (cell: number, newLow: number, newHigh: number) => {
		if (newLow <= at(low, cell) && newHigh >= at(high, cell)) return;
		low[cell] = Math.max(at(low, cell), newLow);
		high[cell] = Math.min(at(high, cell), newHigh);
		if (at(low, cell) > at(high, cell)) {
			throw new RangeError('the published numbers contradict each other');
		}
		moved.push(cell);
	};
	const lows = line.children.reduce((sum, cell) => sum + at(low, cell), 0);
	const finiteHighs = line.children.reduce((sum, cell) => sum + finite(at(high, cell)), 0);
	const unbounded = line.children.filter(
		(cell) => at(high, cell) === Number.POSITIVE_INFINITY
	).length;
	narrow(line.parent, lows, unbounded > 0 ? Number.POSITIVE_INFINITY : finiteHighs);
	const parentLow = at(low, line.parent);
	const parentHigh = at(high, line.parent);
	const before = line.children.map((cell) => ({ cell, low: at(low, cell), high: at(high, cell) }));
	for (const child of before) {
		const isUnbounded = child.high === Number.POSITIVE_INFINITY;
		const othersUnbounded = unbounded - Number(isUnbounded) > 0;
		const othersHigh = finiteHighs - finite(child.high);
		narrow(
			child.cell,
			othersUnbounded ? 0 : parentLow - othersHigh,
			parentHigh - (lows - child.low)
		);
	}
	return moved;
}

function toLinesOfCell(system: System): number[][] {
	const linesOfCell: number[][] = system.keys.map(() => []);
	for (const [index, line] of system.lines.entries()) {
		for (const cell of [line.parent, ...line.children]) linesOfCell[cell]?.push(index);
	}
	return linesOfCell;
}

function finite(bound: number): number {
	return bound === Number.POSITIVE_INFINITY ? 0 : bound;
}

function at(bounds: readonly number[], cell: number): number {
	const bound = bounds[cell];
	if (bound === undefined) throw new RangeError(`no cell ${cell}`);
	return bound;
}
