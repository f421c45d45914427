// A table as rows and as CSV with SDMX status codes.
import { stringify } from 'csv-stringify/sync';
import type { TableView } from '../schema/table-view.ts';
import { codesOf, columnsOf, turnsOf } from './columns.ts';

/**
 * The rows of a table's files, one per cell in the order of the view, each in the order of `columnsOf`.
 * The value is a number or `null`.
 */
export function toRows(view: TableView): (string | number | null)[][] {
	const starts = new Map(view.periods.map(({ id, start }) => [id, start]));
	const turns = turnsOf(view);
	return view.cells.map((cell) => {
		const { observation, confidentiality } = codesOf(cell.status, turns.get(cell.period));
		return [
			cell.period,
			starts.get(cell.period) ?? '',
			...cell.categories,
			view.measure,
			cell.value,
			observation,
			confidentiality
		];
	});
}

/**
 * Writes a view as RFC 4180: UTF-8, CRLF, one header row, one row per cell in the order of the view.
 *
 * `value` is a number or empty. Text that a spreadsheet could take for a formula gets a leading single quote;
 * numbers never do.
 *
 * @param options.excel starts with a byte order mark, so that Excel reads UTF-8
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function toCsv(view: TableView, options: { excel?: boolean } = {}): string {
	return stringify([columnsOf(view).map(({ name }) => name), ...toRows(view)], {
		record_delimiter: '\r\n',
		escape_formulas: true,
		quoted_match: /[\r\n]/,
		bom: options.excel === true
	});
}
