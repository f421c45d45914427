// Links from the hidden cells of a page's table to what explains them.
import { resolve } from '$app/paths';
import type { ResolvedPathname } from '$app/types';
import type { Grid } from '$lib/chart/model/grid.ts';
import type { TableView } from '$lib/schema/table-view.ts';

/** Query strings that name the categories of each column in which a cell is hidden, by the key of the column. */
export function columnSearches(view: TableView, grid: Grid): Record<string, string> {
	const categories = new Map(
		view.cells.map((cell) => [cell.categories.join('|'), cell.categories])
	);
	const hidden = grid.columns.filter((_, index) =>
		grid.rows.some(({ cells }) => cells[index]?.status === 'hidden')
	);
	return Object.fromEntries(
		hidden.map(({ key }) => {
			const codes = view.dimensions.map(({ id }, index) => [
				id,
				categories.get(key)?.[index] ?? ''
			]);
			return [key, new URLSearchParams(codes).toString()];
		})
	);
}

/** Address of the explanation of one cell of `table`. */
export function explainLink(table: string, period: string, search: string): ResolvedPathname {
	return resolve(`/tables/${table}/explain?period=${period}&${search}`);
}
