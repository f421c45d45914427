// Where the hidden cells of a sheet are explained, and which of them a mark of its chart stands for.
import type { Card } from '../cards/card.ts';
import type { Place } from './walk.ts';

/** Addresses below the root of the site, in parts: those of a sheet over periods, or of a ranking. */
export type Questions =
	| {
			readonly by: 'column';
			readonly table: string;
			/** Query strings that name the categories of a column, by its key; of every column with a hidden cell. */
			readonly searches: Readonly<Record<string, string>>;
			/** Keys of the columns that are hidden, by period; left out where there is no chart to ask. */
			readonly hidden?: Readonly<Record<string, readonly string[]>>;
	  }
	| {
			readonly by: 'row';
			/** Path and categories of a row, by its head. */
			readonly rows: Readonly<Record<string, { readonly table: string; readonly search: string }>>;
			/** Period of a column, by its key. */
			readonly periods: Readonly<Record<string, string>>;
	  };

/** Where the hidden cell of a row, by its head, and a column, by its key, is explained. */
export function questionOf(questions: Questions, row: string, column: string): string | undefined {
	if (questions.by === 'row') {
		const [asked, period] = [questions.rows[row], questions.periods[column]];
		return asked && period && toPath(asked.table, period, asked.search);
	}
	const search = questions.searches[column];
	return search === undefined ? undefined : toPath(questions.table, row, search);
}

/**
 * The hidden cells that the mark at `place` stands for: the total of a wholly hidden period, a hidden band, every hidden
 * cell of the period for the remainder, a hidden row of a ranking.
 *
 * @returns the head of the row and the keys of the columns in the table of the chart; no keys where nothing is hidden
 */
export function hiddenAt(
	chart: Card['chart'],
	questions: Questions,
	{ step, band }: Pick<Place, 'step' | 'band'>
): { readonly row: string; readonly columns: readonly string[] } {
	if (chart.kind === 'reach') {
		const row = chart.rows[step];
		return { row: row?.label ?? '', columns: row?.share.status === 'hidden' ? ['share'] : [] };
	}
	if (chart.kind !== 'stack') return { row: '', columns: [] };
	const row = chart.periods[step]?.id ?? '';
	const hidden = (questions.by === 'column' && questions.hidden?.[row]) || [];
	// The total is the first column.
	if (chart.totals[step]?.status === 'hidden') return { row, columns: hidden.slice(0, 1) };
	const asked = band === undefined ? undefined : chart.bands[band];
	const reading = asked?.readings[step];
	if (!asked || !reading) return { row, columns: [] };
	if (asked.tone.kind !== 'hatch')
		return { row, columns: reading.status === 'hidden' ? [asked.code] : [] };
	return { row, columns: hidden };
}

function toPath(table: string, period: string, search: string): string {
	return `/tables/${table}/explain?period=${period}&${search}`;
}
