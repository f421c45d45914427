// Feasibility intervals: what everything published together says about a true count.
import {
	publishedInterval,
	smallestPublished,
	type Interval,
	type Policy
} from '../schema/policy.ts';
import type { Line, System } from './system.ts';

export type { Interval };

/** Cells and the sums between them: a system, or a linear model. */
export type Relations = Pick<System, 'keys' | 'lines'>;

/**
 * What other releases say about the number of all units. For every gap a world must show the total at `most` or
 * less, or at `least` or more; between them lies a small group that readers would know of.
 */
export interface KnownTotal extends Interval {
	readonly gaps?: readonly { readonly most: number; readonly least: number }[];
}

/** Nothing is known from elsewhere. */
export const anyTotal: KnownTotal = { low: 0, high: Number.POSITIVE_INFINITY };

/** Whether nothing lies inside an interval. */
export function isEmpty({ low, high }: Interval): boolean {
	return low > high;
}

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

/** Smallest and largest count of every cell. */
export interface Bounds {
	readonly low: Float64Array;
	readonly high: Float64Array;
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
	const { low, high } = feasibilityBounds(system, values, policy);
	return Array.from(low, (bound, cell) => ({ low: bound, high: high[cell] ?? 0 }));
}

/** As `feasibilityIntervals`, in two arrays. */
export function feasibilityBounds(
	system: System,
	values: readonly (number | null)[],
	policy: Policy
): Bounds {
	const low = new Float64Array(values.length);
	const high = new Float64Array(values.length).fill(Number.POSITIVE_INFINITY);
	for (const [cell, value] of values.entries()) {
		if (value === null) continue;
		const interval = publishedInterval(value, policy);
		low[cell] = interval.low;
		high[cell] = interval.high;
	}
	propagate(system, { low, high });
	return { low, high };
}

/**
 * Tightens bounds in place along all lines until nothing moves.
 *
 * @throws {RangeError} when no counts lie inside them
 */
export function propagate(system: Relations, { low, high }: Bounds): void {
	const linesOfCell = toLinesOfCell(system);
	const queue = [...system.lines.keys()];
	const isQueued = new Uint8Array(queue.length).fill(1);
	const moved: number[] = [];
	for (const index of queue) {
		isQueued[index] = 0;
		const line = system.lines[index];
		if (!line) continue;
		tighten(line, low, high, moved);
		for (let cell = moved.pop(); cell !== undefined; cell = moved.pop()) {
			for (const touched of linesOfCell[cell] ?? []) {
				if (isQueued[touched] === 1) continue;
				isQueued[touched] = 1;
				queue.push(touched);
			}
		}
	}
}

/** Tightens the bounds of one line's cells in place and adds the cells that moved to `moved`. */
function tighten(
	{ parent, children }: Line,
	low: Float64Array,
	high: Float64Array,
	moved: number[]
): void {
	let [lows, finiteHighs, unbounded] = [0, 0, 0];
	for (const child of children) {
		lows += low[child] ?? 0;
		const bound = high[child] ?? 0;
		if (bound === Number.POSITIVE_INFINITY) unbounded += 1;
		else finiteHighs += bound;
	}
	const sumHigh = unbounded > 0 ? Number.POSITIVE_INFINITY : finiteHighs;
	if (narrow(parent, lows, sumHigh, low, high)) moved.push(parent);
	const [parentLow, parentHigh] = [low[parent] ?? 0, high[parent] ?? 0];
	for (const child of children) {
		const [childLow, childHigh] = [low[child] ?? 0, high[child] ?? 0];
		const isUnbounded = childHigh === Number.POSITIVE_INFINITY;
		const othersUnbounded = unbounded - Number(isUnbounded) > 0;
		const othersHigh = finiteHighs - (isUnbounded ? 0 : childHigh);
		const least = othersUnbounded ? 0 : parentLow - othersHigh;
		if (narrow(child, least, parentHigh - (lows - childLow), low, high)) moved.push(child);
	}
}

/** Narrows the bounds of a cell where the new ones are tighter, and says whether they are. */
function narrow(
	cell: number,
	newLow: number,
	newHigh: number,
	low: Float64Array,
	high: Float64Array
): boolean {
	const [oldLow, oldHigh] = [low[cell] ?? 0, high[cell] ?? 0];
	if (newLow <= oldLow && newHigh >= oldHigh) return false;
	low[cell] = Math.max(oldLow, newLow);
	high[cell] = Math.min(oldHigh, newHigh);
	if ((low[cell] ?? 0) > (high[cell] ?? 0)) {
		throw new RangeError('the published numbers contradict each other');
	}
	return true;
}

/** Lines of every cell, known for as long as the system is. */
const linesOf = new WeakMap<Relations, number[][]>();

function toLinesOfCell(system: Relations): number[][] {
	const known = linesOf.get(system);
	if (known) return known;
	const linesOfCell: number[][] = system.keys.map(() => []);
	for (const [index, line] of system.lines.entries()) {
		for (const cell of [line.parent, ...line.children]) linesOfCell[cell]?.push(index);
	}
	linesOf.set(system, linesOfCell);
	return linesOfCell;
}
