// Numbers with the room that rounding and hiding leave them.
import { publishedInterval, type Interval, type Policy } from '../../../schema/policy.ts';
import { shareOf, type Reading } from '../reading.ts';

/**
 * A number and what may be true behind it: the truth lies from `low` to `high`. `value` is the one number to show.
 * Bounds can be known without a value, where all that counts is hidden; neither is known where a period is missing.
 */
export interface Estimate extends Reading {
	readonly low: number | null;
	readonly high: number | null;
}

/** A number of which nothing is known. */
export function unknownEstimate(status: 'hidden' | 'missing'): Estimate {
	return { value: null, status, low: null, high: null };
}

/** An estimate within known bounds; `value` is moved into them, and `null` leaves it hidden. */
export function toEstimate(value: number | null, { low, high }: Interval): Estimate {
	if (value === null) return { value, status: 'hidden', low, high };
	return { value: Math.min(Math.max(value, low), high), status: 'published', low, high };
}

/** What a cell says by the rules of rounding; nothing where it is hidden or missing. */
export function estimateOf(reading: Reading, policy: Policy): Estimate {
	if (reading.value === null) {
		return unknownEstimate(reading.status === 'missing' ? 'missing' : 'hidden');
	}
	const { value, step } = reading;
	if (step === undefined) return toEstimate(value, publishedInterval(value, policy));
	return toEstimate(value, { low: Math.max(0, value - step / 2), high: value + step / 2 });
}

/** `part` of `whole` from 0 to 1, where every unit of the part is one of the whole. Bounds hold for the true share. */
export function shareEstimate(part: Estimate, whole: Estimate): Estimate {
	const share = shareOf(part, whole);
	if (part.low === null || part.high === null || whole.low === null || whole.high === null) {
		return unknownEstimate(share.status === 'missing' ? 'missing' : 'hidden');
	}
	return toEstimate(share.value, {
		low: part.low / whole.high,
		high: part.high / Math.max(part.high, whole.low)
	});
}
