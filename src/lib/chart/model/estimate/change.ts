// Differences of published numbers, and which of them rounding alone could have made.
import { formatCount, formatPoints } from '../../format.ts';
import type { Estimate } from './estimate.ts';

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
		const text = value === 0 && low === high ? 'no change' : 'no change beyond rounding';
		return { direction: 'none', value, low, high, text };
	}
	const direction = low > 0 ? 'up' : 'down';
	const format = kind === 'count' ? formatCount : formatPoints;
	const [least, about, most] = [low, value, high]
		.map(Math.abs)
		.sort((a, b) => a - b)
		.map(format);
	const size = least === most ? `${about}` : `about ${about}`;
	const room = least === most ? '' : ` (${least} to ${most})`;
	const unit = kind === 'count' ? '' : about === '1' ? ' percentage point' : ' percentage points';
	return { direction, value, low, high, text: `${direction} ${size}${unit}${room}` };
}

const unknown: Change = {
	direction: 'unknown',
	value: null,
	low: null,
	high: null,
	text: 'change not shown'
};
