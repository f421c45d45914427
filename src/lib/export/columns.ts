// The contract of every table file: its columns and the codes they may hold. Readers address columns by name, so any
// change here needs a dated entry under "Columns" in CHANGELOG.md.
import type { CellStatus } from '../schema/cell.ts';
import type { TableView } from '../schema/table-view.ts';

/** A column of a table file. A `text` cell is never empty, a `number` may be; `date` is a day of UTC, `YYYY-MM-DD`. */
export interface Column {
	readonly name: string;
	readonly title: string;
	readonly type: 'text' | 'date' | 'number';
}

/** Codes of `OBS_STATUS` (SDMX CL_OBS_STATUS) and what they say. */
export const observationCodes = {
	A: 'published',
	B: 'published, the first number after a change of meaning',
	Q: 'hidden',
	L: 'not collected then',
	O: 'nothing received'
} as const;

/** Codes of `CONF_STATUS` (SDMX CL_CONF_STATUS) and what they say. */
export const confidentialityCodes = { F: 'free', C: 'confidential' } as const;

/** Both codes of a cell. Hidden never tells primary from secondary suppression. */
export interface Codes {
	readonly observation: keyof typeof observationCodes;
	readonly confidentiality: keyof typeof confidentialityCodes;
}

const codesByStatus: Readonly<Record<CellStatus, Codes>> = {
	published: { observation: 'A', confidentiality: 'F' },
	hidden: { observation: 'Q', confidentiality: 'C' },
	missing: { observation: 'O', confidentiality: 'F' }
};

/** What there is to say of a period beside its numbers. */
type Turn = 'break' | 'uncollected' | undefined;

/**
 * The codes of a cell.
 *
 * @param turn `break` where numbers mean something else from its period on, `uncollected` where the release of its
 *   period is without the table
 */
export function codesOf(status: CellStatus, turn: Turn): Codes {
	if (turn === 'break' && status === 'published') return { observation: 'B', confidentiality: 'F' };
	if (turn === 'uncollected' && status === 'missing')
		return { observation: 'L', confidentiality: 'F' };
	return codesByStatus[status];
}

/** What there is to say of each period of a view. */
export function turnsOf({ breaks = [], uncollected = [] }: TableView): ReadonlyMap<string, Turn> {
	return new Map([
		...breaks.map((period) => [period, 'break'] as const),
		...uncollected.map((period) => [period, 'uncollected'] as const)
	]);
}

/** The columns of a table's files, in order: period, its first day, the dimensions, measure, value, codes. */
export function columnsOf(
	view: Pick<TableView, 'dimensions' | 'granularity' | 'unit'>
): readonly Column[] {
	return [
		{ name: 'period', title: view.granularity === 'week' ? 'ISO week' : 'Month', type: 'text' },
		{ name: 'period_start', title: 'First day, UTC', type: 'date' },
		...view.dimensions.map(({ id, title }) => ({ name: id, title, type: 'text' as const })),
		{ name: 'measure', title: 'Measure', type: 'text' },
		{ name: 'value', title: `Number of ${view.unit.many}`, type: 'number' },
		{ name: 'OBS_STATUS', title: toLegend(observationCodes), type: 'text' },
		{ name: 'CONF_STATUS', title: toLegend(confidentialityCodes), type: 'text' }
	];
}

/** `A published; Q hidden`, for people who see only a column. */
function toLegend(codes: Readonly<Record<string, string>>): string {
	return Object.entries(codes)
		.map(([code, meaning]) => `${code} ${meaning}`)
		.join('; ');
}
