// When an adoption reaches a share: between which days, as far as published numbers tell.
import type { Estimate } from '../estimate/estimate.ts';

/** A share at the end of a period, in days since the release. */
type Point = Estimate & { readonly day: number };

/**
 * The first day on which a share is reached, straight lines between points. `low` is the earliest day on which it can
 * have been, `high` the day from which it certainly was; each is `undefined` when it is not reached yet.
 *
 * Hidden and missing periods are not bridged: where the share is passed during them, or before the first point, the
 * day lies `between` two others and has no `value`.
 */
export interface Milestone {
	readonly value: number | undefined;
	readonly between?: readonly [number, number];
	readonly low: number | undefined;
	readonly high: number | undefined;
}

/** @param points by day */
export function toMilestone(points: readonly Point[], share: number): Milestone {
	const reachedBy = (pick: (point: Point) => number | null) =>
		reach(
			points.map((point) => ({ day: point.day, share: pick(point) })),
			share
		);
	const shown = reachedBy(({ value }) => value);
	return {
		value: shown && shown[0] === shown[1] ? shown[0] : undefined,
		...(shown && shown[0] !== shown[1] ? { between: shown } : {}),
		low: reachedBy(({ high }) => high)?.[0],
		high: reachedBy(({ low }) => low)?.[1]
	};
}

/** The days between which a curve first reaches `share`: twice the same day where it is drawn through. */
function reach(
	curve: readonly { readonly day: number; readonly share: number | null }[],
	share: number
): readonly [number, number] | undefined {
	let before: { readonly day: number; readonly share: number } | undefined;
	let isBroken = false;
	for (const point of curve) {
		if (point.share === null) {
			isBroken = true;
		} else if (point.share >= share) {
			if (!before || isBroken) return [before?.day ?? 0, point.day];
			const part = (share - before.share) / (point.share - before.share);
			const day = before.day + part * (point.day - before.day);
			return [day, day];
		} else {
			before = { day: point.day, share: point.share };
			isBroken = false;
		}
	}
	return undefined;
}
