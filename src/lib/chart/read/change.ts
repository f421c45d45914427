// What may be said about a change between two periods, from rounded numbers alone.
import { formatCount } from '../format.ts';
import type { Reading } from '../model/reading.ts';
import { texts } from '../../texts/texts.ts';

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
		const say = base > 1 ? texts.changes.noneBeyondRounding : texts.changes.none;
		return { short: '≈', full: say(when) };
	}
	const [arrow, say] = difference > 0 ? ['▲', texts.changes.more] : ['▼', texts.changes.fewer];
	const [least = '', shown = '', most = ''] = [size - base + 1, size, size + base - 1].map(
		formatCount
	);
	const room = base > 1 ? `; ${texts.changes.roundingAllows(least, most)}` : '';
	return { short: `${arrow} ${shown}`, full: `${say(shown, when)}${room}` };
}
