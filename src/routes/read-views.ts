// Tables of the published store, or the answer that there is none of that name.
import { error } from '@sveltejs/kit';
import type { TableView } from '$lib/schema/table-view.ts';
import { publishedStore } from '$lib/server/published/published-store.ts';
import type { TableQuery } from '$lib/server/published/store.ts';

/** Reads all `tables` over one range, in their order. */
export function readViews(
	tables: readonly string[],
	request: Omit<TableQuery, 'table'>
): Promise<TableView[]> {
	return Promise.all(
		tables.map(
			async (table) =>
				(await publishedStore().readTable({ ...request, table })) ?? error(404, `No table ${table}`)
		)
	);
}
