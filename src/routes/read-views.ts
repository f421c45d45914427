// Tables of the published store, or the answer that there is none of that name.
import { error } from '@sveltejs/kit';
import type { TableView } from '$lib/schema/table-view.ts';
import { readViews as readViewsOf } from '$lib/server/charts/read-card.ts';
import { publishedStore, type TableQuery } from '$lib/server/published/store.ts';
import { texts } from '$lib/texts/texts.ts';

/** What is published of the dataset that has `table`. */
export async function readDatasetOf(table: string) {
	const { datasets } = await publishedStore().readCatalog();
	const dataset = datasets.find(({ tables }) => tables.some(({ id }) => id === table));
	return dataset ?? error(404, texts.problems.nothingNamed(table));
}

/** Reads those of `tables` that any release of the range has, in their order. */
export function readViews(
	tables: readonly string[],
	request: Omit<TableQuery, 'table'>
): Promise<TableView[]> {
	return readViewsOf(publishedStore(), tables, request);
}

/** Reads one table over a range. */
export async function readView(
	table: string,
	request: Omit<TableQuery, 'table'>
): Promise<TableView> {
	const view = await publishedStore().readTable({ ...request, table });
	return view ?? error(404, texts.problems.nothingInRange(table));
}
