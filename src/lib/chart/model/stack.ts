// A flat cut through one table over time: bands that add up to the published total, and what they leave open.
import { isRest, margin } from '../../schema/cell.ts';
import type { Period } from '../../schema/period.ts';
import { minimumCount } from '../../schema/policy.ts';
import type { TableView, ViewDimension } from '../../schema/table-view.ts';
import type { Measure } from '../chart-query.ts';
import { depthOf, type Level } from './level.ts';
import { isOrdered, isUnknown, labelOf, partition } from './partition.ts';
import { hiddenText, readingsOf, type Reading } from './reading.ts';
import { toneOf, type Tone } from './tone.ts';
import { texts } from '../../texts/texts.ts';

/** One category over time; `readings` follows the periods of its stack. */
export interface Band {
	readonly code: string;
	readonly label: string;
	readonly tone: Tone;
	readonly readings: readonly Reading[];
}

/** Everything a stacked chart shows. Numbers are published counts; shares are made when drawing. */
export interface Stack {
	readonly kind: 'stack';
	readonly measure: Measure;
	readonly unit: string;
	/** The category that the whole stack is, where it is not all units. */
	readonly within?: string;
	readonly periods: readonly Period[];
	readonly totals: readonly Reading[];
	/** Bottom first: old to new or in code order, then the unknown; the remainder is always last. */
	readonly bands: readonly Band[];
	/** How many published categories were too small for a band of their own. */
	readonly folded: number;
	/** Less than so much of a remainder is not told as a number. */
	readonly minimum: number;
	readonly hiddenText: string;
}

/** Label and code of the band that no visible category explains. */
export const remainder = texts.bands.remainder;

/** Most named bands in one chart: more can be told apart neither by eye nor in a legend. */
export const bandLimit = 10;

/**
 * Cuts a table of one additive dimension at `level`, or the children of one category with that category as the whole.
 *
 * Merged rests get no band: they and everything hidden are the remainder, total minus visible bands, never below 0. At
 * patch level a minor keeps what its published patches leave of it as a band of its own, where that is at least k by
 * published numbers; hidden elsewhere, as part of the remainder.
 *
 * @param within code of a category of the dimension; `level` then says nothing
 * @throws {RangeError} when the view has no dimension, or it has no children under `within`
 */
export function toStack(
	view: TableView,
	measure: Measure,
	level: Level,
	within: string = margin
): Stack {
	const dimension = view.dimensions[0];
	if (!dimension) throw new RangeError(`table ${view.table} has no dimension`);
	const readingOf = readingsOf(view);
	const readings = (code: string) => view.periods.map(({ id }) => readingOf(id, [code]));
	const totals = readings(within);
	const children = dimension.categories.filter(({ parent }) => parent === within);
	if (children.length === 0) throw new RangeError(`nothing lies under ${within}`);
	const categories = within === margin ? partition(dimension, depthOf(level)) : children;
	const parts = categories.map((category) => ({ ...category, readings: readings(category.code) }));
	const minimum = minimumCount(view.policy);
	// What is left of a sum may be of few.
	const rolledUp =
		level === 'patch' && within === margin && !view.sum ? toRollUps(parts, readings, minimum) : [];
	const order = dimension.categories.map(({ code }) => code);
	const named = [...parts, ...rolledUp]
		.filter((part) => !isRest(part.code) && peakOf(part) !== undefined)
		.sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
	const kept = largest(named);
	return {
		kind: 'stack',
		measure,
		unit: view.unit.many,
		...(within === margin ? {} : { within }),
		periods: view.periods,
		totals,
		bands: [
			...toBands(dimension, kept),
			{
				code: remainder,
				label: remainder,
				tone: { kind: 'hatch' },
				readings: totals.map((total, index) => remainderOf(total, parts, kept, index))
			}
		],
		folded: named.length - kept.length,
		minimum: view.sum ? 0 : minimum,
		hiddenText: hiddenText(view)
	};
}

interface Candidate extends Pick<Band, 'code' | 'readings'> {
	readonly label?: string;
}

/** What the published children leave of each parent of `parts`, where that is at least `minimum`. */
function toRollUps(
	parts: readonly (Candidate & { readonly parent: string })[],
	readingsOfCode: (code: string) => readonly Reading[],
	minimum: number
): Candidate[] {
	const parents = new Set(
		parts.map(({ parent }) => parent).filter((code) => /^\d+\.\d+$/.test(code))
	);
	return [...parents].map((code) => {
		const children = parts.filter(({ code: child, parent }) => parent === code && !isRest(child));
		const readings = readingsOfCode(code).map((whole, index): Reading => {
			const shown = children.map((child) => child.readings[index]?.value ?? 0);
			const left = (whole.value ?? 0) - shown.reduce((sum, value) => sum + value, 0);
			if (whole.value !== null && left >= minimum) return { value: left, status: 'published' };
			return { value: null, status: whole.status === 'missing' ? 'missing' : 'hidden' };
		});
		return { code, label: texts.bands.patchNotShown(code), readings };
	});
}

/** The categories with the highest peaks, in their own order; of equals the newer. */
function largest(candidates: readonly Candidate[]): Candidate[] {
	const ranked = candidates.toReversed().sort((a, b) => (peakOf(b) ?? 0) - (peakOf(a) ?? 0));
	const kept = new Set(ranked.slice(0, bandLimit));
	return candidates.filter((candidate) => kept.has(candidate));
}

/** Highest published value of a category; `undefined` when it is published nowhere in the range. */
function peakOf({ readings }: Candidate): number | undefined {
	const values = readings.flatMap(({ value }) => (value === null ? [] : [value]));
	return values.length === 0 ? undefined : Math.max(...values);
}

function toBands(dimension: ViewDimension, candidates: readonly Candidate[]): Band[] {
	const known = candidates.filter(({ code }) => !isUnknown(code));
	const unknown = candidates.filter(({ code }) => isUnknown(code));
	const codes = known.map(({ code }) => code);
	return [...known, ...unknown].map(({ code, label, readings }) => ({
		code,
		label: label ?? labelOf(dimension, code),
		tone: toneOf(code, codes, isOrdered(dimension)),
		readings
	}));
}

/** What the kept bands leave of a total; nothing where they are all there is and only rounding differs. */
function remainderOf(
	total: Reading,
	parts: readonly Candidate[],
	kept: readonly Candidate[],
	index: number
): Reading {
	if (total.value === null) return total;
	const values = kept.map(({ readings }) => readings[index]?.value ?? null);
	const shown = new Set(kept.filter(({ readings }) => readings[index]?.status === 'published'));
	const isComplete = parts.every((part) => shown.has(part));
	const explained = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
	return { value: isComplete ? 0 : Math.max(0, total.value - explained), status: 'published' };
}
