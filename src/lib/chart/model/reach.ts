// How far features reach in one period: of all units, how many answer yes.
import { margin } from '../../schema/cell.ts';
import type { Period } from '../../schema/period.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { Measure } from '../chart-query.ts';
import { labelOf } from './partition.ts';
import { hiddenText, readingsOf, shareOf, type Reading } from './reading.ts';

/** A feature in one period. `share` is `count` by the published number of units that were asked. */
export interface ReachPoint {
	readonly count: Reading;
	readonly total: Reading;
	readonly share: Reading;
}

/** One feature in the newest period; `before` is the same at the start of the range. */
export interface ReachRow extends ReachPoint {
	readonly code: string;
	readonly label: string;
	readonly before: ReachPoint;
}

/** Features ranked by reach; those without a number follow in the order of their code list, which tells nothing. */
export interface Reach {
	readonly kind: 'reach';
	readonly measure: Measure;
	readonly unit: string;
	readonly period: Period;
	/** The start of the range; the same as `period` in a range of one. */
	readonly start: Period;
	readonly rows: readonly ReachRow[];
	readonly hiddenText: string;
}

/** Whether a view asks yes or no: as its only dimension, or once for each code of a set. */
export function isAnswered(view: TableView): boolean {
	const last = view.dimensions.at(-1);
	return last !== undefined && last.categories.some(({ code }) => code === 'yes' || code === 'no');
}

/**
 * Ranks the features of all `views` in the newest period for which one of them has a release.
 *
 * @param views tables of answers (see `isAnswered`) over the same range, at least one; others give no row
 */
export function toReach(views: readonly TableView[], measure: Measure): Reach {
	const [first] = views;
	const released = releasedPeriods(views);
	const [start, period] = [released[0], released.at(-1)];
	if (!first || !start || !period) throw new RangeError('expected at least one released period');
	const rows = views.filter(isAnswered).flatMap((view) => toRows(view, period, start));
	return {
		kind: 'reach',
		measure,
		unit: first.unit.many,
		period,
		start,
		rows: [...rows].sort((a, b) => rank(b) - rank(a)),
		hiddenText: hiddenText(first)
	};
}

/** The periods in which any cell is not missing; all when all are. */
function releasedPeriods(views: readonly TableView[]): readonly Period[] {
	const periods = views[0]?.periods ?? [];
	const cells = views.flatMap((view) => view.cells.filter(({ status }) => status !== 'missing'));
	const released = new Set(cells.map(({ period }) => period));
	return released.size === 0 ? periods : periods.filter(({ id }) => released.has(id));
}

function toRows(view: TableView, period: Period, start: Period): ReachRow[] {
	const [dimension] = view.dimensions;
	if (!dimension) return [];
	const readingOf = readingsOf(view);
	const toPoint = ({ id }: Period, path: readonly string[]): ReachPoint => {
		const count = readingOf(id, [...path, 'yes']);
		const total = readingOf(id, [...path, margin]);
		return { count, total, share: shareOf(count, total) };
	};
	const toRow = (code: string, label: string, path: readonly string[]): ReachRow => ({
		code,
		label,
		...toPoint(period, path),
		before: toPoint(start, path)
	});
	if (view.dimensions.length === 1) return [toRow(dimension.id, dimension.title, [])];
	return dimension.categories.map(({ code }) => toRow(code, labelOf(dimension, code), [code]));
}

function rank({ share, count }: ReachRow): number {
	return share.value ?? (count.status === 'missing' ? -2 : -1);
}
