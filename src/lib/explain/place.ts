// Where a number is published: the same group of units stands in several tables, and one of them shows it best.
import { margin } from '../schema/cell.ts';
import type { TableView, ViewCell } from '../schema/table-view.ts';

/** Units that share categories: one code per dimension that matters, none for all units. */
export type Group = Readonly<Record<string, string>>;

/** A published cell and the view that it stands in. */
export interface Place {
	readonly view: TableView;
	readonly cell: ViewCell & { readonly value: number };
}

/** The group that the cell at `categories` counts. All answers to a question of a set are all units. */
export function groupOf(view: TableView, categories: readonly string[]): Group {
	const isUnanswered = isSetTable(view) && categories[1] === margin;
	const named = view.dimensions.map(({ id }, index) => [id, categories[index] ?? margin] as const);
	return Object.fromEntries(
		named.filter(([, code], index) => code !== margin && !(isUnanswered && index === 0))
	);
}

/** Whether the first dimension of a table is a set of questions and the second their answer. */
export function isSetTable({ dimensions }: TableView): boolean {
	return dimensions[0]?.additive === false;
}

/**
 * Looks up where the number of a group is published in a period: in the table of the fewest dimensions, of equals
 * one that has a column for it rather than only a margin, else the first of `views`.
 *
 * @returns a place, or `undefined` when no view shows the number
 */
export function placesOf(
	views: readonly TableView[]
): (period: string, group: Group) => Place | undefined {
	const places = new Map<string, Place>();
	for (const view of views) {
		for (const cell of view.cells) {
			if (cell.value === null) continue;
			const place = { view, cell: { ...cell, value: cell.value } };
			const key = keyOf(cell.period, groupOf(view, cell.categories));
			const known = places.get(key);
			if (!known || rankOf(place) < rankOf(known)) places.set(key, place);
		}
	}
	return (period, group) => places.get(keyOf(period, group));
}

/** Two tables of equal size are told apart by whether the group leads its columns. */
function rankOf({ view, cell }: Place): number {
	return 2 * view.dimensions.length + Number(cell.categories[0] === margin);
}

function keyOf(period: string, group: Group): string {
	return JSON.stringify([period, Object.entries(group).sort()]);
}
