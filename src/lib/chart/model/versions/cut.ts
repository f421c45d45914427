// The version cut: how many units run version X or a newer one, and how many an older one, as far as published
// numbers tell. What may lie on either side (merged rests, hidden patches, the unknown) widens the interval.
import { margin, rest } from '../../../schema/cell.ts';
import type { Period } from '../../../schema/period.ts';
import { publishedInterval, type Interval } from '../../../schema/policy.ts';
import type { TableView } from '../../../schema/table-view.ts';
import { compareVersionCodes } from '../../../schema/version.ts';
import { estimateOf, toEstimate, unknownEstimate, type Estimate } from '../estimate/estimate.ts';
import { readingsOf } from '../reading.ts';

/** Units on one side of a version, and their share of all. */
export interface Side {
	readonly count: Estimate;
	readonly share: Estimate;
}

/** One period cut at a version: units at or above it, and units below. */
export interface Cut {
	readonly period: Period;
	readonly total: Estimate;
	readonly atLeast: Side;
	readonly below: Side;
}

/**
 * Cuts every period of a view at `version`.
 *
 * Bounds hold for the true numbers. They come from the finest published cells and tighten with every total above
 * them: a minor whose patches are hidden still counts as a whole where all of it lies on one side. The value is made
 * from published values alone; whatever may lie on either side counts as below. It is `hidden` where no published
 * cell lies at or above the version; a total that is hidden or missing leaves nothing known.
 *
 * @param version major, minor or patch: `2`, `2.1`, `2.1.33`, `2.1.33-pre`
 * @param among codes of the other dimensions, in their order (`['k8s']` in versions by platform); all units by default
 * @throws {RangeError} when `version` is no version or the view has no dimension `version`
 */
export function toCuts(view: TableView, version: string, among?: readonly string[]): Cut[] {
	if (!/^\d+(\.\d+){0,2}(-pre)?$/.test(version)) {
		throw new RangeError(`expected a version like 2.1 or 2.1.33, got ${version}`);
	}
	const place = view.dimensions.findIndex(({ id }) => id === 'version');
	const dimension = view.dimensions[place];
	if (!dimension) throw new RangeError(`table ${view.table} has no versions`);
	// All of a major is at or above its first minor, whatever is hidden of it; so is all of a minor.
	const bound = version.replace(/\.0-pre$/, '').replace(/^(\d+)\.0$/, '$1');
	const others = among ?? view.dimensions.slice(1).map(() => margin);
	const readingOf = readingsOf(view);
	const children = new Map<string, string[]>();
	for (const { code, parent } of dimension.categories) {
		children.set(parent, [...(children.get(parent) ?? []), code]);
	}
	return view.periods.map((period) => {
		const read = (code: string) => readingOf(period.id, others.toSpliced(place, 0, code));
		const split = (code: string): Split => {
			const { value } = read(code);
			const own = value === null ? unbounded : publishedInterval(value, view.policy);
			const parts = (children.get(code) ?? []).map(split);
			const where = sideOf(code, bound);
			return parts.length > 0 ? join(parts, own, value, where) : toLeaf(own, value, where);
		};
		return toCut(period, estimateOf(read(margin), view.policy), split);
	});
}

/** The newest period that has a release; `undefined` when none has. */
export function newestCut(cuts: readonly Cut[]): Cut | undefined {
	return cuts.findLast(({ total }) => total.status !== 'missing');
}

type Where = 'above' | 'below' | 'either';

/** Bounds of the units of one category on both sides; `value` is what published values put above. */
interface Split {
	readonly above: Interval;
	readonly below: Interval;
	readonly value: number;
}

const none: Interval = { low: 0, high: 0 };
const unbounded: Interval = { low: 0, high: Number.POSITIVE_INFINITY };

/** Where all units of a category lie. A merged rest lies where its parent does; what has no number, anywhere. */
function sideOf(code: string, version: string): Where {
	const name = code.endsWith(` ${rest}`) ? code.slice(0, -rest.length - 1) : code;
	if (!/^\d/.test(name) || version.startsWith(`${name}.`)) return 'either';
	return compareVersionCodes(name, version) >= 0 ? 'above' : 'below';
}

function toLeaf(own: Interval, value: number | null, where: Where): Split {
	if (where === 'above') return { above: own, below: none, value: value ?? 0 };
	if (where === 'below') return { above: none, below: own, value: 0 };
	const some = { low: 0, high: own.high };
	return { above: some, below: some, value: 0 };
}

/** Adds up the parts of a category, within what its own published number leaves to each side. */
function join(parts: readonly Split[], own: Interval, value: number | null, where: Where): Split {
	const sum = (pick: (part: Split) => number) =>
		parts.reduce((total, part) => total + pick(part), 0);
	const above = { low: sum((part) => part.above.low), high: sum((part) => part.above.high) };
	const below = { low: sum((part) => part.below.low), high: sum((part) => part.below.high) };
	const known = sum((part) => part.value);
	return {
		above: leave(own, above, below),
		below: leave(own, below, above),
		value: where === 'above' ? (value ?? known) : Math.min(value ?? known, known)
	};
}

/** What `own` leaves to one side when the other side has its bounds. */
function leave(own: Interval, side: Interval, other: Interval): Interval {
	return {
		low: Math.max(side.low, own.low - other.high),
		high: Math.min(side.high, own.high - other.low)
	};
}

function toCut(period: Period, total: Estimate, split: (code: string) => Split): Cut {
	if (total.value === null) {
		const nothing = unknownEstimate(total.status === 'missing' ? 'missing' : 'hidden');
		const side = { count: nothing, share: nothing };
		return { period, total, atLeast: side, below: side };
	}
	const { above, below, value } = split(margin);
	const shown = value === 0 ? null : value;
	const all = total.value;
	const toSide = (count: number | null, side: Interval, other: Interval): Side => ({
		count: toEstimate(count, side),
		share: toEstimate(count === null ? null : count / all, {
			low: shareAgainst(side.low, other.high),
			high: shareAgainst(side.high, other.low)
		})
	});
	return {
		period,
		total,
		atLeast: toSide(shown, above, below),
		below: toSide(shown === null ? null : all - shown, below, above)
	};
}

function shareAgainst(part: number, others: number): number {
	return part === 0 ? 0 : part / (part + others);
}
