// From readings to the heights of bars.
import type { Stack } from '../model/stack.ts';

/**
 * What each band adds to its column, `heights[band][period]`: a count, or a part of 1. `null` where there is no number.
 *
 * Rounded parts can add up to slightly more than the rounded total; a column of shares then ends at 1 all the same.
 */
export function heightsOf(stack: Stack): (number | null)[][] {
	const wholes = stack.totals.map((total, index) => {
		if (total.value === null) return undefined;
		const parts = stack.bands.map(({ readings }) => readings[index]?.value ?? 0);
		return Math.max(
			total.value,
			parts.reduce((sum, part) => sum + part, 0)
		);
	});
	return stack.bands.map(({ readings }) =>
		readings.map(({ value }, index) => {
			if (value === null || stack.measure === 'count') return value;
			const whole = wholes[index];
			return whole ? value / whole : null;
		})
	);
}
