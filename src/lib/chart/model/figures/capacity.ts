// The load a fleet makes, from how many units lie in each band: at least the number at which the band begins.
import { isRest, margin } from '../../../schema/cell.ts';
import type { Period } from '../../../schema/period.ts';
import type { TableView } from '../../../schema/table-view.ts';
import { estimateOf } from '../estimate/estimate.ts';
import { readingsOf } from '../reading.ts';

const band = /^(\d+)(?: to (\d+)| (or more))?$/;

/**
 * One period. `least` is certain: every unit of a shown band has at least the number at which it begins. `closedMost`
 * is the most that the units of all bands with an end can have; `null` where one of them is hidden or merged. Both are `null`
 * where no band is shown.
 */
export interface CapacityPoint {
	readonly period: Period;
	readonly least: number | null;
	readonly closedMost: number | null;
	readonly leastPerHundred: number | null;
	readonly status: 'published' | 'hidden' | 'missing';
}

/** Whether a view counts units in numeric bands of one dimension, a rest aside. */
export function hasBands({ dimensions, sum }: TableView): boolean {
	const codes = (dimensions[0]?.categories ?? []).map(({ code }) => code);
	const named = codes.filter((code) => !isRest(code));
	return (
		!sum &&
		dimensions.length === 1 &&
		named.some((code) => / (to \d+|or more)$/.test(code)) &&
		named.every((code) => band.test(code))
	);
}

/**
 * Capacity over time, from a table of one dimension of numeric bands (`0`, `1 to 9`, `500 or more`).
 *
 * @throws {RangeError} when the view has no such bands
 */
export function toCapacity(view: TableView): CapacityPoint[] {
	const categories = (view.dimensions[0]?.categories ?? []).filter(({ code }) => !isRest(code));
	const hasRest = categories.length < (view.dimensions[0]?.categories.length ?? 0);
	const bands = categories.flatMap(({ code }) => {
		const match = band.exec(code);
		if (!match) return [];
		const start = Number(match[1]);
		return [{ code, start, end: match[3] ? undefined : Number(match[2] ?? start) }];
	});
	if (bands.length === 0 || bands.length < categories.length)
		throw new RangeError(`table ${view.table} has no bands of numbers`);
	const readingOf = readingsOf(view);
	return view.periods.map((period) => {
		const read = (code: string) => estimateOf(readingOf(period.id, [code]), view.policy);
		const total = read(margin);
		const shown = bands.map((band) => ({ ...band, count: read(band.code) }));
		if (shown.every(({ count }) => count.value === null)) {
			const status = total.status === 'missing' ? 'missing' : 'hidden';
			return { period, least: null, closedMost: null, leastPerHundred: null, status };
		}
		const least = shown.reduce((sum, { start, count }) => sum + start * (count.low ?? 0), 0);
		const closed = shown.filter(({ end }) => end !== undefined && end > 0);
		const closedMost =
			hasRest || closed.some(({ count }) => count.high === null)
				? null
				: closed.reduce((sum, { end, count }) => sum + (end ?? 0) * (count.high ?? 0), 0);
		const leastPerHundred = total.high === null ? null : (100 * least) / total.high;
		return { period, least, closedMost, leastPerHundred, status: 'published' };
	});
}
