// One period of a table of two dimensions as a matrix: which combinations are common, and which are hidden.
import { margin } from '../../../schema/cell.ts';
import type { Period } from '../../../schema/period.ts';
import type { TableView, ViewDimension } from '../../../schema/table-view.ts';
import type { Measure } from '../../chart-query.ts';
import { depthOf, type Level } from '../level.ts';
import { inReadingOrder, isOrdered, labelOf } from '../partition.ts';
import { hiddenText, readingsOf, shareOf, type Reading } from '../reading.ts';

/** What a share is part of: the total of its row or of its column. */
export type HeatWhole = 'row' | 'column';

/** One combination. `categories` follows the dimensions of the table, so that a hidden cell can be explained. */
export interface HeatCell {
	readonly categories: readonly string[];
	readonly count: Reading;
	readonly share: Reading;
}

/** A head of a row or column with its total: of a question who answers yes, of a column beside it all units. */
export interface HeatHead {
	readonly code: string;
	readonly label: string;
	readonly total: Reading;
}

export interface HeatRow extends HeatHead {
	readonly cells: readonly HeatCell[];
}

/** A matrix. The cells of a row follow `columns`. */
export interface Heat {
	readonly kind: 'heat';
	readonly table: string;
	readonly measure: Measure;
	readonly unit: string;
	readonly period: Period;
	/** Titles of what goes down and across. */
	readonly down: string;
	readonly across: string;
	readonly of: HeatWhole;
	readonly columns: readonly HeatHead[];
	readonly rows: readonly HeatRow[];
	readonly hidden: number;
	readonly hiddenText: string;
}

/** How a matrix is cut: by default the newest released period, versions by minor, shares of the row. */
export interface HeatOptions {
	readonly period?: string | undefined;
	readonly level?: Level | undefined;
	readonly of?: HeatWhole | undefined;
}

/**
 * Lays one period out, the first dimension down and the last across. Of a set with its answers and a third dimension a
 * cell counts who answers yes, and its share is always one of all units of the column.
 *
 * Rows and columns stand in code order, versions new to old, rests last: never by a number. Versions and majors of
 * which the period publishes nothing are left out.
 *
 * @throws {RangeError} when the table has fewer than two dimensions or `period` is none of its periods
 */
export function toHeat(view: TableView, measure: Measure, options: HeatOptions = {}): Heat {
	const [first, last] = [view.dimensions[0], view.dimensions.at(-1)];
	const period = view.periods.find(({ id }) => id === (options.period ?? newestPeriod(view)));
	if (!first || !last || first === last || !period) {
		throw new RangeError(`expected a released period of two dimensions in ${view.table}`);
	}
	const isAsked = !first.additive && view.dimensions.length > 2;
	const of = isAsked ? 'column' : (options.of ?? 'row');
	const pathOf = (row: string, column: string) =>
		view.dimensions.length === 2 ? [row, column] : [row, isAsked ? 'yes' : margin, column];
	const readingOf = readingsOf(view);
	const read = (...path: string[]) => readingOf(period.id, path);
	const wholeOf = (row: string, column: string) => {
		if (isAsked) return read(row, margin, column);
		return of === 'row' ? read(...pathOf(row, margin)) : read(...pathOf(margin, column));
	};
	// Every question of a set is put to the same units, so any of them tells how many a column has.
	const totalOf = (column: string) => {
		const totals = isAsked
			? rowCodes.map((row) => read(row, margin, column))
			: [read(...pathOf(margin, column))];
		return totals.find(({ value }) => value !== null) ?? totals[0] ?? read();
	};
	const [rowCodes, columnCodes] = [first, last].map((one) =>
		inReadingOrder(one, depthOf(options.level ?? 'minor'))
	) as [string[], string[]];
	const isShown = (dimension: ViewDimension, paths: string[][]) =>
		!isOrdered(dimension) || paths.some((path) => read(...path).value !== null);
	const columns = columnCodes.filter((column) =>
		isShown(
			last,
			[margin, ...rowCodes].map((row) => pathOf(row, column))
		)
	);
	const rows = rowCodes
		.filter((row) =>
			isShown(
				first,
				[margin, ...columns].map((column) => pathOf(row, column))
			)
		)
		.map((row) => ({
			code: row,
			label: labelOf(first, row),
			total: read(...pathOf(row, margin)),
			cells: columns.map((column) => {
				const count = read(...pathOf(row, column));
				return {
					categories: pathOf(row, column),
					count,
					share: shareOf(count, wholeOf(row, column))
				};
			})
		}));
	return {
		kind: 'heat',
		table: view.table,
		measure,
		unit: view.unit.many,
		period,
		down: first.title,
		across: last.title,
		of,
		columns: columns.map((code) => ({
			code,
			label: labelOf(last, code),
			total: totalOf(code)
		})),
		rows,
		hidden: rows.flatMap(({ cells }) => cells).filter(({ count }) => count.status === 'hidden')
			.length,
		hiddenText: hiddenText(view)
	};
}

function newestPeriod({ cells }: TableView): string | undefined {
	return cells.findLast(({ status }) => status !== 'missing')?.period;
}
