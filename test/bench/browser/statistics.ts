/** The value in the middle; of an even number the upper one. */
export function median(values: readonly number[]): number {
	return percentile(values, 0.5);
}

/** The smallest value that at least `part` (0 to 1) of all values do not exceed. */
export function percentile(values: readonly number[], part: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
