// Tables over time kept in memory, the most recently asked for: releases never change, so neither do their tables.
import { LRUCache } from 'lru-cache';
import type { Dataset } from '../../schema/dataset.ts';
import type { Period } from '../../schema/period.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { PublishedRelease } from './manifests.ts';

/** All that a view is made from. */
export interface ViewRecipe {
	readonly dataset: Dataset;
	readonly table: string;
	readonly periods: readonly Period[];
	/** Those of `periods`, oldest first. */
	readonly releases: readonly PublishedRelease[];
	/** Those of `periods` in which numbers begin to mean something else. */
	readonly breaks: readonly string[];
	/** Those of `periods` whose release lacks the table. */
	readonly uncollected: readonly string[];
}

/** Cells of all views that are kept: about 100 MB. */
const mostCells = 400_000;

/** Views by their recipes. Two readers who ask for the same one at the same time wait for one reading. */
export class ViewCache {
	readonly #views: LRUCache<string, TableView, ViewRecipe>;

	constructor(make: (recipe: ViewRecipe) => Promise<TableView>) {
		this.#views = new LRUCache({
			maxSize: mostCells,
			sizeCalculation: ({ cells }) => cells.length + 1,
			fetchMethod: (_key, _old, { context }) => make(context)
		});
	}

	/** The view of a recipe, made if need be. A failure is not kept. */
	read(recipe: ViewRecipe): Promise<TableView> {
		return this.#views.forceFetch(keyOf(recipe), { context: recipe });
	}
}

function keyOf({ dataset, table, periods, releases, breaks, uncollected }: ViewRecipe): string {
	return JSON.stringify([
		dataset.id,
		dataset.notes,
		table,
		breaks,
		uncollected,
		periods[0]?.id,
		periods.at(-1)?.id,
		releases.map(({ folder, stamp }) => [folder, stamp])
	]);
}
