// All that a page says about one chart, ready to be shown: the views go in, nothing of them has to follow.
import type { CellStatus } from '../../schema/cell.ts';
import type { Note } from '../../schema/dataset.ts';
import type { TableView } from '../../schema/table-view.ts';
import { formatRange, formatRounding } from '../format.ts';
import type { Grid } from '../model/grid.ts';
import type { Heat } from '../model/matrix/heat.ts';
import { hasLevels } from '../model/partition.ts';
import type { Range } from '../model/range.ts';
import type { Reach } from '../model/reach.ts';
import type { Reading } from '../model/reading.ts';
import type { Stack } from '../model/stack.ts';
import type { Adoption } from '../model/versions/adoption.ts';
import type { AtLeast } from '../model/versions/at-least.ts';
import type { Mark } from '../read/mark.ts';
import type { Questions } from '../read/questions.ts';

/** What a reader must know beside the numbers. `hidden` of the `cells` in view are hidden. */
export interface Facts {
	readonly unit: string;
	readonly range: string;
	readonly k: number;
	/** What a difference of two numbers must reach to be more than rounding. */
	readonly base: number;
	/** How numbers are rounded, as a phrase. */
	readonly rounding: string;
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

/** Every kind of chart that is drawn; a heatmap is a table of its own. */
export type Drawing = Stack | Reach | Adoption | AtLeast;

/** A line beside a chart. `series` is drawn small; `text` says its newest value. */
export interface Aside {
	readonly label: string;
	readonly text: string;
	readonly series?: readonly Reading[];
}

/** A chart with its words. Of a long range its `grid` holds the newest periods. */
export interface Card extends Sheet {
	readonly summary: string;
	readonly chart: Drawing | Heat;
	/** What is said beside the chart in a few words, each with its own history where it has one. */
	readonly asides?: readonly Aside[];
	/** Categories that can be shown alone, by what lies under them, newest first; see `PageQuery`, `within`. */
	readonly openable?: readonly string[];
	/** What happened when, drawn on the time axis. */
	readonly marks?: readonly Mark[];
	/** The same chart over as many periods just before, to compare counts with. */
	readonly previous?: Stack;
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
		base: view.sum ? Math.max(0, ...view.cells.map(({ step = 0 }) => step)) : view.policy.base,
		rounding: formatRounding(view),
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

/** Every cell of a grid, by its state. */
export function statusesOf(grid: Grid): CellStatus[] {
	return grid.rows.flatMap(({ cells }) => cells.map(({ status }) => status));
}

/** What a sheet of `views` says about itself. */
export function describe(
	views: readonly TableView[],
	title: string,
	statuses: readonly CellStatus[]
): Omit<Sheet, 'grid' | 'questions'> {
	const [view] = views;
	if (!view) throw new RangeError('expected at least one view');
	return {
		id: view.table,
		dataset: view.dataset,
		tables: views.map((one) => ({ id: one.table, title: one.title })),
		title,
		hasLevels: view.dimensions.some(hasLevels),
		range: { from: view.periods[0]?.id ?? '', to: view.periods.at(-1)?.id ?? '' },
		facts: toFacts(views, statuses),
		notes: toNotes(views)
	};
}
