// How far features reach in one period: of all units, how many answer yes.
import { margin } from '../../schema/cell.ts';
import type { Period } from '../../schema/period.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { Measure } from '../chart-query.ts';
import { labelOf } from './partition.ts';
import { hiddenText, readingsOf, shareOf, type Reading } from './reading.ts';

/** One feature. `share` is `count` by the published number of units that were asked. */
export interface ReachRow {
	readonly code: string;
	readonly label: string;
	readonly count: Reading;
	readonly total: Reading;
	readonly share: Reading;
}

/** Features ranked by reach; those without a number follow in the order of their code list, which tells nothing. */
export interface Reach {
	readonly kind: 'reach';
	readonly measure: Measure;
	readonly unit: string;
	readonly period: Period;
	readonly rows: readonly ReachRow[];
	readonly minimum: number;
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
	const period = newestReleased(views);
	if (!first || !period) throw new RangeError('expected at least one view with a period');
	const rows = views.filter(isAnswered).flatMap((view) => toRows(view, period));
	return {
		kind: 'reach',
		measure,
		unit: first.unit.many,
		period,
		rows: [...rows].sort((a, b) => rank(b) - rank(a)),
		minimum: first.policy.k + first.policy.coalition - 1,
		hiddenText: hiddenText(first.policy)
	};
}

/** Newest period that has any cell which is not missing; the last one when all are. */
export function newestReleased(views: readonly TableView[]): Period | undefined {
	const periods = views[0]?.periods ?? [];
	const released = new Set(
		views.flatMap(({ cells }) =>
			cells.filter(({ status }) => status !== 'missing').map(({ period }) => period)
		)
	);
	return periods.findLast(({ id }) => released.has(id)) ?? periods.at(-1);
}

function toRows(view: TableView, period: Period): ReachRow[] {
	const [dimension] = view.dimensions;
	if (!dimension) return [];
	const readingOf = readingsOf(view);
	const toRow = (code: string, label: string, path: readonly string[]): ReachRow => {
		const count = readingOf(period.id, [...path, 'yes']);
		const total = readingOf(period.id, [...path, margin]);
		return { code, label, count, total, share: shareOf(count, total) };
	};
	if (view.dimensions.length === 1) return [toRow(dimension.id, dimension.title, [])];
	return dimension.categories.map(({ code }) => toRow(code, labelOf(dimension, code), [code]));
}

function rank({ share, count }: ReachRow): number {
	return share.value ?? (count.status === 'missing' ? -2 : -1);
}
