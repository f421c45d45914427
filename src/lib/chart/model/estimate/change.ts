// Differences of published numbers, and which of them rounding alone could have made.
import { formatCount, formatPoints } from '../../format.ts';
import type { Estimate } from './estimate.ts';
import { texts } from '../../../texts/texts.ts';

/**
 * What happened between two published numbers. The true difference lies from `low` to `high`; it is `up` or `down` only
 * where all of that lies on one side of 0, `none` where rounding could have made it, `unknown` where a number is not
 * there. `text` says all this in a few words.
 */
export interface Change {
	readonly direction: 'up' | 'down' | 'none' | 'unknown';
	readonly value: number | null;
	readonly low: number | null;
	readonly high: number | null;
	readonly text: string;
}

/** What a number counts: units, or a part of 1, whose differences are percentage points. */
export type NumberKind = 'count' | 'share';

/** The change from `before` to `now`. */
export function toChange(now: Estimate, before: Estimate, kind: NumberKind): Change {
	if (now.value === null || before.value === null) return unknown;
	if (now.low === null || now.high === null || before.low === null || before.high === null) {
		return unknown;
	}
	const [low, high] = [now.low - before.high, now.high - before.low];
	const value = now.value - before.value;
	if (low <= 0 && high >= 0) {
		const isExact = value === 0 && low === high;
		const text = isExact ? texts.moves.none : texts.moves.noneBeyondRounding;
		return { direction: 'none', value, low, high, text };
	}
	const direction = low > 0 ? 'up' : 'down';
	const format = kind === 'count' ? formatCount : formatPoints;
	const sizes = [low, value, high].map(Math.abs).sort((a, b) => a - b);
	const [least = '', about = '', most = ''] = sizes.map(format);
	const size = kind === 'count' ? about : texts.moves.points(100 * (sizes[1] ?? 0), about);
	const way = texts.moves.directions[direction];
	const text =
		least === most ? texts.moves.exactly(way, size) : texts.moves.about(way, size, least, most);
	return { direction, value, low, high, text };
}

const unknown: Change = {
	direction: 'unknown',
	value: null,
	low: null,
	high: null,
	text: texts.moves.notShown
};
