// A table of one dimension over time: its bands, and what they add up to.
import { margin } from '../../schema/cell.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { PageQuery } from '../chart-query.ts';
import { formatCount } from '../format.ts';
import { hasBands, toCapacity } from '../model/figures/capacity.ts';
import { toGrid } from '../model/grid.ts';
import { toStack } from '../model/stack.ts';
import { summarizeStack } from '../model/summary.ts';
import { columnQuestions, hiddenColumns } from '../read/to-questions.ts';
import { describe, statusesOf, type Aside, type Card, type Sheet } from './card.ts';
import { texts } from '../../texts/texts.ts';

/** Most periods in the table beside a chart; the page of the table has all. */
const gridLength = 8;

/** The card of a table of one additive dimension. */
export function toStackCard(
	view: TableView,
	query: Pick<PageQuery, 'measure' | 'level' | 'within'>
): Card {
	const openable = openableOf(view);
	const within = openable.find((code) => code === query.within);
	const stack = toStack(view, query.measure, query.level, within);
	const grid = toGrid(view, query.measure, query.level, { within });
	const rows = grid.rows.slice(0, gridLength);
	const asides = toAsides(view);
	return {
		...describe([view], view.title, statusesOf(grid)),
		chart: stack,
		openable,
		...(asides.length > 0 && { asides }),
		grid: { ...grid, rows },
		questions: { ...columnQuestions(view, grid), hidden: hiddenColumns(view, grid) },
		summary: summarizeStack(stack, view.dimensions[0])
	};
}

/** A whole table, every period of the view. */
export function toSheet(view: TableView, query: Pick<PageQuery, 'measure' | 'level'>): Sheet {
	const grid = toGrid(view, query.measure, query.level);
	const questions = columnQuestions(view, grid);
	return { ...describe([view], view.title, statusesOf(grid)), grid, questions };
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

/** Of bands of numbers: what all units together have at least. */
function toAsides(view: TableView): Aside[] {
	if (!hasBands(view)) return [];
	const points = toCapacity(view);
	const newest = points.findLast(({ status }) => status !== 'missing');
	if (!newest || newest.least === null || newest.leastPerHundred === null) return [];
	const perHundred = formatCount(newest.leastPerHundred);
	return [
		{
			label: texts.asides.allTogether,
			text: texts.asides.perHundred(formatCount(newest.least), perHundred, view.unit.many),
			series: points.map(({ least, status }) => ({ value: least, status }))
		}
	];
}
