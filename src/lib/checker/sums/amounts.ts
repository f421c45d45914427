// The amounts of a certificate, added up as one adds up what real units did.
import { CheckError } from '../grid.ts';
import type { Part } from '../fleets.ts';

/** What units did in each group. Groups in which nothing was done are left out. */
export type Amounts = ReadonlyMap<string, number>;

/** How far sums of certified amounts may be apart, in proportion: they are written with ten digits. */
const tolerance = 1e-6;

/** Whether two sums are the same but for the digits that are not written. */
export function isSame(one: number, other: number): boolean {
	return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one), Math.abs(other));
}

/** Whether a sum is no larger than another, but for the digits that are not written. */
export function isAtMost(one: number, other: number): boolean {
	return one <= other || isSame(one, other);
}

/**
 * Adds the amounts of a world up, in every group of the parts.
 *
 * @param pairs one list per part: position of a group, amount
 * @throws {CheckError} naming the group on which the parts disagree, or the part that is not a list of amounts
 */
export function addUp(
	measure: string,
	pairs: readonly (readonly number[])[],
	parts: readonly Part[]
): Amounts {
	if (pairs.length !== parts.length) throw new CheckError(measure, 'lacks a part');
	const amounts = new Map<string, number>();
	for (const [index, part] of parts.entries()) {
		const own = addPart(pairs[index] ?? [], part);
		const before = parts.slice(0, index);
		for (const [key, other] of amounts) {
			if (part.counts(key)) compare(key, other, own.get(key) ?? 0);
		}
		for (const [key, amount] of own) {
			if (!amounts.has(key) && before.some((one) => one.counts(key))) compare(key, 0, amount);
			amounts.set(key, amount);
		}
	}
	return amounts;
}

function compare(key: string, one: number, other: number): void {
	if (isSame(one, other)) return;
	throw new CheckError(key || 'all', `two parts of a world add up to ${one} and ${other}`);
}

function addPart(pairs: readonly number[], part: Part): Map<string, number> {
	const amounts = new Map<string, number>();
	for (let index = 0; index < pairs.length; index += 2) {
		const [position = -1, amount = -1] = [pairs[index], pairs[index + 1]];
		if (amount < 0 || position >= part.positions || position < 0) {
			throw new CheckError(part.name, 'a world has no such group');
		}
		for (const key of part.groupsAt(position)) amounts.set(key, (amounts.get(key) ?? 0) + amount);
	}
	return amounts;
}
