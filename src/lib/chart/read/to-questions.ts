// Which questions the hidden cells of a sheet can be asked, found while it is made.
import { margin } from '../../schema/cell.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { Grid } from '../model/grid.ts';
import type { Heat } from '../model/matrix/heat.ts';
import { labelOf } from '../model/partition.ts';
import { isAnswered, type Reach } from '../model/reach.ts';
import type { Questions } from './questions.ts';

/** The questions that the columns of `grid`, made from `view`, can be asked, each in every period of the view. */
export function columnQuestions(view: TableView, grid: Grid): Questions & { by: 'column' } {
	const inGrid = grid.columns.filter((_, index) =>
		grid.rows.some(({ cells }) => cells[index]?.status === 'hidden')
	);
	const keys = new Set(grid.columns.map(({ key }) => key));
	const wanted = new Set(inGrid.map(({ key }) => key));
	const searches: Record<string, string> = {};
	for (const { categories, status } of view.cells) {
		const key = categories.join('|');
		if (wanted.has(key) || (status === 'hidden' && keys.has(key)))
			searches[key] ??= toSearch(view, categories);
	}
	return { by: 'column', table: view.table, searches };
}

/** The questions that the hidden cells of a heatmap of `view` can be asked, by their categories as a key. */
export function heatQuestions(view: TableView, heat: Heat): Questions & { by: 'column' } {
	const hidden = heat.rows
		.flatMap(({ cells }) => cells)
		.filter(({ count, share }) => count.status === 'hidden' || share.status === 'hidden')
		.map(({ categories }) => [categories.join('|'), toSearch(view, categories)]);
	return {
		by: 'column',
		table: view.table,
		searches: Object.fromEntries(hidden) as Record<string, string>
	};
}

/** Keys of the columns of `grid` that are hidden in each period of `view`, in the order of the grid. */
export function hiddenColumns(view: TableView, grid: Grid): Record<string, string[]> {
	const hidden = new Set(
		view.cells
			.filter(({ status }) => status === 'hidden')
			.map(({ period, categories }) => `${period}|${categories.join('|')}`)
	);
	const keys = grid.columns.map(({ key }) => key);
	const found = view.periods.map(
		({ id }) => [id, keys.filter((key) => hidden.has(`${id}|${key}`))] as const
	);
	return Object.fromEntries(found.filter(([, columns]) => columns.length > 0));
}

/** The questions that the rows of a ranking of `views` can be asked. */
export function rowQuestions(views: readonly TableView[], reach: Reach): Questions {
	const rows = views.filter(isAnswered).flatMap((view) => {
		const [first] = view.dimensions;
		if (!first) return [];
		const codes = view.dimensions.length === 1 ? [] : first.categories.map(({ code }) => code);
		const paths = codes.length === 0 ? [['yes']] : codes.map((code) => [code, 'yes']);
		return paths.map((path, index) => {
			const code = codes[index];
			const label = code === undefined ? first.title : labelOf(first, code);
			return [label, { table: view.table, search: toSearch(view, path) }] as const;
		});
	});
	const now = reach.period.id;
	return {
		by: 'row',
		rows: Object.fromEntries(rows),
		periods: { share: now, count: now, total: now, before: reach.start.id }
	};
}

function toSearch(view: TableView, categories: readonly string[]): string {
	const named = view.dimensions.map(({ id }, index) => [id, categories[index] ?? margin]);
	return new URLSearchParams(named).toString();
}
