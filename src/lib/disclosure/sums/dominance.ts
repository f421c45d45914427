// When a sum tells too much of the unit that adds most to it: the p % rule, and what may be shown instead.
// Source: Hundepool et al., Statistical Disclosure Control (Wiley 2012), ch. 4.2; Cox, JASA 75 (1980).
import { minimumCount, type Policy } from '../../schema/policy.ts';
import { significantDigits } from '../../schema/sum-digits.ts';
import type { Division } from '../../schema/division.ts';

/** A published sum: the true one lies within half a `step` of `value`, both ends included. */
export interface RoundedSum {
	readonly value: number;
	/** 1, 2 or 5 times a power of ten; 0 where nobody can add anything. */
	readonly step: number;
}

/**
 * Whether the unit that adds second most could take its own part off the sum and know the largest one to within
 * `dominance` per cent.
 */
export function isDominated(
	{ total, largest, second }: Division,
	{ dominance }: Pick<Policy, 'dominance'>
): boolean {
	return total - largest - second < (dominance / 100) * largest;
}

/** Whether a sum may be shown at all: enough units add to it, and none stands out. */
export function isSafeSum(division: Division, policy: Policy): boolean {
	return division.contributors >= minimumCount(policy) && !isDominated(division, policy);
}

/**
 * The sum as it is published: to three digits, and no finer than what the largest part may be known to.
 *
 * @returns `undefined` where that leaves nothing but 0
 */
export function roundSum(
	{ total, largest }: Division,
	{ dominance }: Pick<Policy, 'dominance'>
): RoundedSum | undefined {
	if (total <= 0) return undefined;
	const digits = 10 ** (Math.floor(Math.log10(total)) + 1 - significantDigits);
	const step = exact(Math.max(digits, roundUp((dominance / 100) * largest)));
	const value = exact(Math.round(total / step) * step);
	return value === 0 ? undefined : { value, step };
}

/** Sums that a published one may stand for. */
export function sumInterval({ value, step }: RoundedSum): { low: number; high: number } {
	return { low: Math.max(0, value - step / 2), high: value + step / 2 };
}

/** The next number from `amount` on that is 1, 2 or 5 times a power of ten. */
function roundUp(amount: number): number {
	if (amount <= 0) return 0;
	const power = 10 ** Math.floor(Math.log10(amount));
	const factor = [1, 2, 5, 10].find((one) => one * power >= amount * (1 - 1e-12)) ?? 10;
	return factor * power;
}

/** Without the dust of binary fractions: 0.3, not 0.30000000000000004. */
function exact(amount: number): number {
	return Number(amount.toPrecision(12));
}
