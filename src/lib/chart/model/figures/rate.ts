// What two published numbers are to each other, with what their rounding leaves open.
import { margin } from '../../../schema/cell.ts';
import type { Period } from '../../../schema/period.ts';
import type { TableView, ViewCell } from '../../../schema/table-view.ts';
import { estimateOf } from '../estimate/estimate.ts';
import type { Reading } from '../reading.ts';

/** A rate in one period: `value` from the numbers as published, between `low` and `high` for any true ones. */
export interface RatePoint extends Reading {
	readonly period: Period;
	readonly low: number | null;
	readonly high: number | null;
}

/** Smallest and largest number that a cell can stand for. */
interface Span {
	readonly low: number;
	readonly high: number;
}

/**
 * What the total of one table is to that of another, so many `times`, in every period of the first.
 *
 * A rate has a number where both totals are published; missing where either is.
 */
export function toRate(of: TableView, per: TableView, times: number): RatePoint[] {
	const [upper, lower] = [totalsOf(of), totalsOf(per)];
	return of.periods.map((period) => {
		const [above, below] = [upper.get(period.id), lower.get(period.id)];
		const none = { period, value: null, low: null, high: null };
		if (!above || !below || [above, below].some(({ status }) => status === 'missing')) {
			return { ...none, status: 'missing' };
		}
		const [a, b] = [estimateOf(above, of.policy), estimateOf(below, per.policy)];
		if (a.value === null || !b.value || !b.low) return { ...none, status: 'hidden' };
		return {
			period,
			value: (times * a.value) / b.value,
			low: (times * (a.low ?? 0)) / (b.high ?? b.value),
			high: (times * (a.high ?? 0)) / b.low,
			status: 'published'
		};
	});
}

/**
 * Of a table of two dimensions with the same codes, the newest published share in which both differ, as far as it can
 * be told: what is hidden may lie on either side.
 *
 * @returns `undefined` where the total is not published
 */
export function toApart(
	view: TableView
): { period: Period; low: number; high: number } | undefined {
	const period = view.periods.findLast(({ id }) => totalsOf(view).get(id)?.status === 'published');
	const [rows, columns] = view.dimensions;
	if (!period || !rows || !columns) return undefined;
	const cells = new Map(
		view.cells
			.filter((cell) => cell.period === period.id)
			.map((cell) => [cell.categories.join('|'), cell])
	);
	const at = (row: string, column: string): Span => {
		const cell = cells.get(`${row}|${column}`);
		const { low, high } = cell ? estimateOf(cell, view.policy) : { low: null, high: null };
		return { low: low ?? 0, high: high ?? Number.POSITIVE_INFINITY };
	};
	const total = at(margin, margin);
	const codes = rows.categories.map(({ code }) => code);
	const others = columns.categories.map(({ code }) => code);
	const together = codes.map((code) => ({
		low: at(code, code).low,
		high: Math.min(at(code, code).high, at(code, margin).high, at(margin, code).high)
	}));
	const sum = (spans: readonly Span[], end: keyof Span) =>
		spans.reduce((all, span) => all + span[end], 0);
	const between = codes.flatMap((row) =>
		others.filter((column) => column !== row).map((column) => at(row, column))
	);
	const least = Math.max(sum(between, 'low'), total.low - sum(together, 'high'));
	const most = Math.min(sum(between, 'high'), total.high - sum(together, 'low'));
	return { period, low: least / total.high, high: Math.min(1, most / total.low) };
}

function totalsOf({ dimensions, cells }: TableView): Map<string, ViewCell> {
	const isTotal = (codes: readonly string[]) =>
		dimensions.every(({ additive }, index) => !additive || codes[index] === margin);
	return new Map(
		cells
			.filter(({ categories }) => isTotal(categories))
			.map((cell): [string, ViewCell] => [cell.period, cell])
			.reverse()
	);
}
