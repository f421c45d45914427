// All that a page says about one chart, ready to be shown: the views go in, nothing of them has to follow.
import { margin, type CellStatus } from '../schema/cell.ts';
import type { Note } from '../schema/dataset.ts';
import type { TableView } from '../schema/table-view.ts';
import type { PageQuery } from './chart-query.ts';
import { formatRange } from './format.ts';
import { toGrid, toReachGrid, type Grid } from './model/grid.ts';
import { hasLevels } from './model/partition.ts';
import { isAnswered, toReach, type Reach } from './model/reach.ts';
import { toStack, type Stack } from './model/stack.ts';
import { summarizeReach, summarizeStack } from './model/summary.ts';
import type { Range } from './model/range.ts';
import type { Mark } from './read/mark.ts';
import type { Questions } from './read/questions.ts';
import { columnQuestions, hiddenColumns, rowQuestions } from './read/to-questions.ts';

/** What a reader must know beside the numbers. `hidden` of the `cells` in view are hidden. */
export interface Facts {
	readonly unit: string;
	readonly range: string;
	readonly k: number;
	readonly base: number;
	readonly hidden: number;
	readonly cells: number;
	readonly synthetic: boolean;
}

/** A table with its words. `tables` are what it is made from, `range` holds the ids of its first and last period. */
export interface Sheet {
	/** Names the sheet in addresses. */
	readonly id: string;
	readonly dataset: string;
	readonly tables: readonly {
		readonly id: string;
		readonly title: string;
		readonly hasChart: boolean;
	}[];
	readonly title: string;
	readonly grid: Grid;
	/** Where the hidden cells of `grid` are explained. */
	readonly questions: Questions;
	readonly hasLevels: boolean;
	readonly range: Range;
	readonly facts: Facts;
	readonly notes: readonly Pick<Note, 'id' | 'text'>[];
}

/** A chart with its words. Of a long range its `grid` holds the newest periods. */
export interface Card extends Sheet {
	readonly summary: string;
	readonly chart: Stack | Reach;
	/** Categories that can be shown alone, by what lies under them, newest first; see `PageQuery`, `within`. */
	readonly openable?: readonly string[];
	/** What happened when, drawn on the time axis. */
	readonly marks?: readonly Mark[];
	/** The same chart over as many periods just before, to compare counts with. */
	readonly previous?: Stack;
}

const gridLength = 8;

/** The card of one table: features ranked for a table of a set, bands over time for any other. */
export function toCard(
	view: TableView,
	query: Pick<PageQuery, 'measure' | 'level' | 'within'>
): Card {
	if (view.dimensions.length > 1) return toReachCard([view], view.title, query);
	const openable = openableOf(view);
	const within = openable.find((code) => code === query.within);
	const stack = toStack(view, query.measure, query.level, within);
	const summary = summarizeStack(stack, view.dimensions[0]?.id ?? '');
	const grid = toGrid(view, query.measure, query.level);
	const rows = grid.rows.slice(0, gridLength);
	return {
		...describe([view], view.title, statusesOf(grid)),
		chart: stack,
		openable,
		grid: { ...grid, rows },
		questions: { ...columnQuestions(view, grid), hidden: hiddenColumns(view, grid) },
		summary
	};
}

/** Categories below the top level of which others, under them, are shown somewhere in the range, newest first. */
function openableOf({ dimensions: [dimension], cells }: TableView): string[] {
	const categories = dimension?.categories ?? [];
	const shown = new Set(
		cells.filter(({ value }) => value !== null).map(({ categories: [code] }) => code)
	);
	const parents = new Set(
		categories.filter(({ code }) => shown.has(code)).map(({ parent }) => parent)
	);
	return categories
		.filter(({ code, parent }) => parent !== margin && parents.has(code))
		.map(({ code }) => code)
		.reverse();
}

/** One card over several tables of answers, ranked together. */
export function toReachCard(
	views: readonly TableView[],
	title: string,
	query: Pick<PageQuery, 'measure'>
): Card {
	const reach = toReach(views, query.measure);
	const summary = summarizeReach(reach);
	const shown = views.map((view) => ({ ...view, periods: [reach.period] }));
	const statuses = reach.rows.map(({ count }) => count.status);
	return {
		...describe(views, title, statuses),
		facts: toFacts(shown, statuses),
		notes: toNotes(shown),
		chart: reach,
		grid: toReachGrid(reach),
		questions: rowQuestions(views, reach),
		summary
	};
}

/** A whole table, every period of the view. */
export function toSheet(view: TableView, query: Pick<PageQuery, 'measure' | 'level'>): Sheet {
	const grid = toGrid(view, query.measure, query.level);
	const questions = columnQuestions(view, grid);
	return { ...describe([view], view.title, statusesOf(grid)), grid, questions };
}

/** Whether a table can be drawn: one additive dimension, or a set with its answers. */
export function hasChart(view: TableView): boolean {
	const [first] = view.dimensions;
	if (first === undefined) return false;
	return view.dimensions.length === 1 ? first.additive : !first.additive && isAnswered(view);
}

/**
 * Range and policy of the views in words.
 *
 * @param statuses of the cells that are shown; missing ones don't count
 */
export function toFacts(views: readonly TableView[], statuses: readonly CellStatus[]): Facts {
	const [view] = views;
	if (!view) throw new RangeError('expected at least one view');
	return {
		unit: view.unit.many,
		range: formatRange(view.periods),
		k: view.policy.k,
		base: view.policy.base,
		hidden: statuses.filter((status) => status === 'hidden').length,
		cells: statuses.filter((status) => status !== 'missing').length,
		synthetic: views.some(({ synthetic }) => synthetic)
	};
}

/** The notes that touch any period of the views, each once. */
export function toNotes(views: readonly TableView[]): Card['notes'] {
	const touching = views.flatMap(({ periods, notes }) => {
		const [start, end] = [periods[0]?.start ?? '', periods.at(-1)?.end ?? ''];
		return notes.filter(({ from, until }) => (from ?? '') < end && (until ?? '9999') >= start);
	});
	return [...new Map(touching.map(({ id, text }) => [id, { id, text }])).values()];
}

function statusesOf(grid: Grid): CellStatus[] {
	return grid.rows.flatMap(({ cells }) => cells.map(({ status }) => status));
}

function describe(
	views: readonly TableView[],
	title: string,
	statuses: readonly CellStatus[]
): Omit<Sheet, 'grid' | 'questions'> {
	const [view] = views;
	if (!view) throw new RangeError('expected at least one view');
	return {
		id: view.table,
		dataset: view.dataset,
		tables: views.map((one) => ({ id: one.table, title: one.title, hasChart: hasChart(one) })),
		title,
		hasLevels: view.dimensions.some(hasLevels),
		range: { from: view.periods[0]?.id ?? '', to: view.periods.at(-1)?.id ?? '' },
		facts: toFacts(views, statuses),
		notes: toNotes(views)
	};
}
