// One number as a tile: what it is now, how it came there, and what changed beyond rounding.
import { margin } from '../../../schema/cell.ts';
import type { CellStatus } from '../../../schema/cell.ts';
import type { Period } from '../../../schema/period.ts';
import type { TableView } from '../../../schema/table-view.ts';
import { formatCount, formatShare } from '../../format.ts';
import { toChange, type Change, type NumberKind } from '../estimate/change.ts';
import { estimateOf, shareEstimate, unknownEstimate, type Estimate } from '../estimate/estimate.ts';
import { hiddenText, readingsOf } from '../reading.ts';
import { texts } from '../../../texts/texts.ts';

/** What a figure is about. `table` and `categories` say where its cell stands. */
export interface Subject {
	readonly id: string;
	readonly label: string;
	/** Words after the number: `instances`, `of instances run 2.2`. */
	readonly unit: string;
	readonly view: TableView;
	readonly categories: readonly string[];
	/** The cell that it is a share of; without it the figure is a count. */
	readonly whole?: readonly string[];
}

/** A tile. `text` is the number, or why there is none; `series` follows `periods`. */
export interface Figure {
	readonly id: string;
	readonly label: string;
	readonly text: string;
	readonly unit: string;
	readonly kind: NumberKind;
	readonly status: CellStatus;
	readonly table: string;
	readonly categories: readonly string[];
	readonly period: Period | undefined;
	/** First released period of the range, which `sinceStart` looks back to. */
	readonly start: Period | undefined;
	readonly periods: readonly Period[];
	readonly series: readonly Estimate[];
	/** Unset where the range has no period before. */
	readonly sincePrevious?: Change;
	readonly sinceStart?: Change;
}

/** The figure of a subject in the newest released period of its view. */
export function toFigure({ id, label, unit, view, categories, whole }: Subject): Figure {
	const readingOf = readingsOf(view);
	const kind = whole ? 'share' : 'count';
	const series = view.periods.map((period) => {
		const count = estimateOf(readingOf(period.id, categories), view.policy);
		return whole
			? shareEstimate(count, estimateOf(readingOf(period.id, whole), view.policy))
			: count;
	});
	const [start, newest] = [
		series.findIndex(({ status }) => status !== 'missing'),
		series.findLastIndex(({ status }) => status !== 'missing')
	];
	const now = series[newest] ?? unknownEstimate('missing');
	const [previous, first] = [series[newest - 1], series[start]];
	return {
		id,
		label,
		text: toText(now, kind, view),
		unit: now.value === null ? '' : unit,
		kind,
		status: now.status,
		table: view.table,
		categories,
		period: view.periods[newest],
		start: view.periods[start],
		periods: view.periods,
		series,
		...(previous ? { sincePrevious: toChange(now, previous, kind) } : {}),
		...(first && start < newest ? { sinceStart: toChange(now, first, kind) } : {})
	};
}

function toText({ value, status }: Estimate, kind: NumberKind, view: TableView): string {
	if (status === 'missing') return texts.figures.noDataYet;
	if (value === null) return hiddenText(view);
	return kind === 'count' ? formatCount(value) : formatShare(value);
}

/** The cell of all units in a table of additive dimensions. */
export function totalOf(view: TableView): string[] {
	return view.dimensions.map(() => margin);
}
