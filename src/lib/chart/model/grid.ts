// A view as people read a table: periods down, newest first, categories across.
import { type CellStatus, combinations, margin } from '../../schema/cell.ts';
import type { TableView, ViewDimension } from '../../schema/table-view.ts';
import type { Measure } from '../chart-query.ts';
import { formatCount, formatDays, formatPeriod, formatShare } from '../format.ts';
import { depthOf, type Level } from './level.ts';
import { inReadingOrder, labelOf } from './partition.ts';
import type { Reach } from './reach.ts';
import { hiddenText, readingsOf, shareOf, type Reading } from './reading.ts';
import { texts } from '../../texts/texts.ts';

/** A column; neighbours with the same `group` stand under one common head. */
export interface GridColumn {
	readonly key: string;
	readonly label: string;
	readonly group?: string;
}

/** A cell as text: empty unless there is a number. */
export interface GridCell {
	readonly text: string;
	readonly status: CellStatus;
}

/** A row; `detail` says its head in other words. */
export interface GridRow {
	readonly head: string;
	readonly detail: string;
	readonly cells: readonly GridCell[];
}

/** A table as text. `corner` heads the column of row heads, `hiddenText` is what a hidden cell means. */
export interface Grid {
	readonly corner: string;
	readonly columns: readonly GridColumn[];
	readonly rows: readonly GridRow[];
	readonly hiddenText: string;
}

/**
 * Lays out a view at `level`. A table of a set with further dimensions shows how many answer yes in each of theirs.
 *
 * @param within code of a category of the only dimension: what lies under it, beside its own number
 */
export function toGrid(
	view: TableView,
	measure: Measure,
	level: Level,
	{ within = margin }: { readonly within?: string | undefined } = {}
): Grid {
	const columns = within === margin ? toColumns(view, depthOf(level)) : toChildren(view, within);
	const readingOf = readingsOf(view);
	const isSet = view.dimensions[0]?.additive === false;
	const text = (period: string, categories: readonly string[]): GridCell => {
		const count = readingOf(period, categories);
		if (measure === 'count' || categories.every((code) => code === within)) {
			return { text: count.value === null ? '' : formatCount(count.value), status: count.status };
		}
		const whole = categories.map((code, index) => (isSet && index !== 1 ? code : within));
		const share = shareOf(count, readingOf(period, whole));
		return { text: share.value === null ? '' : formatShare(share.value), status: share.status };
	};
	const rows = view.periods.map((period) => ({
		head: period.id,
		detail: formatDays(period),
		cells: columns.map(({ categories }) => text(period.id, categories))
	}));
	return {
		corner: texts.columns[view.granularity],
		columns: columns.map(({ categories, ...column }) => ({ key: categories.join('|'), ...column })),
		rows: rows.reverse(),
		hiddenText: hiddenText(view)
	};
}

/** Lays out a ranking: features down, as ranked. */
export function toReachGrid(reach: Reach): Grid {
	const say = (reading: Reading, format: (value: number) => string): GridCell => ({
		text: reading.value === null ? '' : format(reading.value),
		status: reading.status
	});
	return {
		corner: texts.columns.feature,
		columns: [
			{ key: 'share', label: texts.columns.share },
			{ key: 'count', label: texts.columns.unitWithIt(reach.unit) },
			{ key: 'total', label: texts.columns.ofUnit(reach.unit) },
			{ key: 'before', label: texts.columns.shareIn(formatPeriod(reach.start)) }
		],
		rows: reach.rows.map(({ label, share, count, total, before }) => ({
			head: label,
			detail: '',
			cells: [
				say(share, formatShare),
				say(count, formatCount),
				say(total, formatCount),
				say(before.share, formatShare)
			]
		})),
		hiddenText: reach.hiddenText
	};
}

interface CellColumn extends Omit<GridColumn, 'key'> {
	readonly categories: readonly string[];
}

function toColumns(view: TableView, depth: number): CellColumn[] {
	const [first, ...others] = view.dimensions;
	if (!first) return [];
	const total = view.dimensions.map(() => margin);
	const columns = inReadingOrder(first, depth).flatMap((code) =>
		others.length > 0
			? toGroup(first, others, code, depth)
			: [{ categories: [code], label: labelOf(first, code) }]
	);
	return first.additive ? [{ categories: total, label: texts.columns.total }, ...columns] : columns;
}

/** One category as the total, and what lies under it. */
function toChildren({ dimensions: [dimension] }: TableView, parent: string): CellColumn[] {
	if (!dimension) return [];
	const children = dimension.categories.filter((one) => one.parent === parent);
	const codes = inReadingOrder(
		{ ...dimension, categories: children.map(({ code }) => ({ code, parent: margin })) },
		0
	);
	return [parent, ...codes].map((code) => ({
		categories: [code],
		label: labelOf(dimension, code)
	}));
}

/** The columns under one category of the first dimension: its total, then every category of the others. */
function toGroup(
	first: ViewDimension,
	others: readonly ViewDimension[],
	code: string,
	depth: number
): CellColumn[] {
	const isAsked = !first.additive && others.length > 1;
	const lists = others.map((other, index) => {
		if (!first.additive && index === 0)
			return isAsked ? ['yes'] : other.categories.map((one) => one.code);
		return [margin, ...inReadingOrder(other, depth)];
	});
	return combinations(lists).map((codes) => {
		const labels = others
			.map((other, index) => ({ name: labelOf(other, codes[index] ?? margin), index }))
			.filter(({ index }) => codes[index] !== margin && !(isAsked && index === 0));
		return {
			categories: [code, ...codes],
			label: labels.length > 0 ? labels.map(({ name }) => name).join(', ') : texts.columns.total,
			group: labelOf(first, code)
		};
	});
}
