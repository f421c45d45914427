// A table as CSV with SDMX status codes, and the CSVW sidecar that describes its columns.
import { stringify } from 'csv-stringify/sync';
import type { CellStatus } from '../schema/cell.ts';
import type { TableView } from '../schema/table-view.ts';

/** SDMX codes (CL_OBS_STATUS, CL_CONF_STATUS). Hidden never tells primary from secondary suppression. */
const statusCodes: Record<CellStatus, { observation: string; confidentiality: string }> = {
	published: { observation: 'A', confidentiality: 'F' },
	hidden: { observation: 'Q', confidentiality: 'C' },
	missing: { observation: 'O', confidentiality: 'F' }
};

/** Names of the columns of a table's CSV, in order: period, its first day, the dimensions, measure, value, codes. */
export function csvColumns(view: TableView): string[] {
	return [
		'period',
		'period_start',
		...view.dimensions.map(({ id }) => id),
		'measure',
		'value',
		'OBS_STATUS',
		'CONF_STATUS'
	];
}

/**
 * The rows of a table's files, one per cell in the order of the view, each in the order of `csvColumns`.
 * The value is a number or `null`.
 */
export function toRows(view: TableView): (string | number | null)[][] {
	const starts = new Map(view.periods.map(({ id, start }) => [id, start]));
	return view.cells.map((cell) => [
		cell.period,
		starts.get(cell.period) ?? '',
		...cell.categories,
		view.measure,
		cell.value,
		statusCodes[cell.status].observation,
		statusCodes[cell.status].confidentiality
	]);
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
	return stringify([csvColumns(view), ...toRows(view)], {
		record_delimiter: '\r\n',
		escape_formulas: true,
		bom: options.excel === true
	});
}

/**
 * Describes the CSV at `url` (relative to the sidecar) as CSV on the Web metadata: a name, a title and a type
 * per column, and the meaning of the codes.
 *
 * @see https://www.w3.org/TR/tabular-metadata/
 */
export function toCsvMetadata(view: TableView, url: string): object {
	const column = (name: string, titles: string, datatype: unknown, required = true) => ({
		name,
		titles,
		datatype,
		required
	});
	return {
		'@context': 'http://www.w3.org/ns/csvw',
		url,
		'dc:title': view.title,
		'dc:description': describe(view),
		dialect: { lineTerminators: ['\r\n'], header: true, encoding: 'utf-8' },
		tableSchema: {
			columns: [
				column('period', view.granularity === 'week' ? 'ISO week' : 'Month', 'string'),
				column('period_start', 'First day, UTC', { base: 'date', format: 'yyyy-MM-dd' }),
				...view.dimensions.map(({ id, title }) => column(id, title, 'string')),
				column('measure', 'Measure', 'string'),
				column('value', `Number of ${view.unit.many}`, { base: 'integer', minimum: 0 }, false),
				column('OBS_STATUS', 'A published, Q hidden, O nothing received', 'string'),
				column('CONF_STATUS', 'F free, C confidential', 'string')
			],
			primaryKey: ['period', ...view.dimensions.map(({ id }) => id), 'measure']
		}
	};
}

function describe(view: TableView): string {
	const { k, base } = view.policy;
	const rounding = base === 1 ? 'Counts are exact' : `Counts are rounded to multiples of ${base}`;
	const origin = view.synthetic ? 'Synthetic data. ' : '';
	return `${origin}${rounding}; a hidden value is below ${k}, maybe none, or protects such a value.`;
}
