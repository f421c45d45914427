// What may be said about a change between two periods, from rounded numbers alone.
import { formatCount } from '../format.ts';
import type { Reading } from '../model/reading.ts';

/** A change in few words and in full. */
export interface Change {
	readonly short: string;
	readonly full: string;
}

/**
 * The change from `before` to `now`. Two counts rounded to `base` pin their difference to within `base` − 1 either
 * way, so a smaller difference says nothing.
 *
 * @param when names the period before, in a sentence: `week 45 of 2026`
 * @returns `undefined` where one of them is no number
 */
export function changeOf(
	now: Reading,
	before: Reading,
	{ base, when }: { readonly base: number; readonly when: string }
): Change | undefined {
	if (now.value === null || before.value === null) return undefined;
	const difference = now.value - before.value;
	const size = Math.abs(difference);
	if (size < base) {
		const beyond = base > 1 ? ' beyond rounding' : '';
		return { short: '≈', full: `no change${beyond} since ${when}` };
	}
	const sign = difference > 0 ? { arrow: '▲', word: 'more' } : { arrow: '▼', word: 'fewer' };
	const [least, most] = [size - base + 1, size + base - 1].map(formatCount);
	const room = base > 1 ? `; rounding allows ${least} to ${most}` : '';
	return {
		short: `${sign.arrow} ${formatCount(size)}`,
		full: `${formatCount(size)} ${sign.word} than in ${when}${room}`
	};
}
