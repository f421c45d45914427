// What plain arithmetic tells about every group: bounds passed along sums until nothing moves.
import type { Policy } from '../schema/policy.ts';
import { CheckError } from './grid.ts';
import { totalOf, type Group, type Sum } from './groups.ts';
import { countsShownAs } from './rounding.ts';

/**
 * Smallest count that every group must have by what is published.
 *
 * @throws {CheckError} when a number can't come from the policy, or numbers contradict each other
 */
export function smallestPossible(
	groups: ReadonlyMap<string, Group>,
	sums: readonly Sum[],
	policy: Policy
): Map<string, number> {
	const low = new Map<string, number>();
	const high = new Map<string, number>();
	for (const [key, { name, value }] of groups) {
		const counts = value === null ? { low: 0, high: Infinity } : countsShownAs(value, policy);
		if (!counts) throw new CheckError(name, `no count is published as ${value ?? ''}`);
		low.set(key, counts.low);
		high.set(key, counts.high);
	}
	const raise = (bounds: Map<string, number>, key: string, bound: number, isLow: boolean) => {
		const before = bounds.get(key) ?? 0;
		if (isLow ? bound <= before : bound >= before) return false;
		bounds.set(key, bound);
		if ((low.get(key) ?? 0) > (high.get(key) ?? 0)) {
			throw new CheckError(groups.get(key)?.name ?? key, 'contradicts the other numbers');
		}
		return true;
	};
	for (let isMoving = true; isMoving;) {
		isMoving = false;
		for (const { whole, parts } of sums) {
			isMoving = raise(low, whole, totalOf(low, parts), true) || isMoving;
			isMoving = raise(high, whole, totalOf(high, parts), false) || isMoving;
			for (const part of parts) {
				const others = parts.filter((other) => other !== part);
				const most = (high.get(whole) ?? 0) - totalOf(low, others);
				const least = (low.get(whole) ?? 0) - totalOf(high, others);
				isMoving = raise(high, part, most, false) || isMoving;
				isMoving = raise(low, part, least, true) || isMoving;
			}
		}
	}
	return low;
}
