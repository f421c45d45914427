const shortestMs = 500;
const longestMs = 30_000;

/**
 * How long to wait before a process that failed is started again: exponential backoff with jitter, from 0.5 to 30 s.
 *
 * @param failures in a row, from 1
 * @param random from 0 to 1; spreads restarts that would come at the same moment
 * @returns milliseconds
 */
export function restartDelayMs(failures: number, random: number): number {
	const ceiling = Math.min(longestMs, shortestMs * 2 ** failures);
	return (ceiling / 2) * (1 + random);
}
