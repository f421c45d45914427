// The page that shows a published number: its table, opened as far as the category needs, for its period alone.
import { margin } from '../schema/cell.ts';
import type { ViewDimension } from '../schema/table-view.ts';
import type { Place } from './place.ts';

/** How far a page opens the first dimension of a table, by depth of the category. */
const levels = ['major', 'minor', 'patch'] as const;

/** Address of the page that shows the number of `place` as a count, below the root of the site. */
export function placeLink({ view, cell }: Place): string {
	const [first] = view.dimensions;
	const search = new URLSearchParams({
		granularity: view.granularity,
		from: cell.period,
		to: cell.period,
		measure: 'count'
	});
	if (first?.categories.some(({ parent }) => parent !== margin)) {
		const depth = ancestorsOf(first, cell.categories[0] ?? margin).length;
		search.set('level', levels[depth] ?? 'patch');
	}
	return `/tables/${view.table}?${search.toString()}`;
}

/** The categories above `code`, nearest first, without the margin. */
export function ancestorsOf(dimension: ViewDimension, code: string): string[] {
	const parent = dimension.categories.find((category) => category.code === code)?.parent;
	return parent === undefined || parent === margin
		? []
		: [parent, ...ancestorsOf(dimension, parent)];
}
