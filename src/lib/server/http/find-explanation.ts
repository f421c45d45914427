// From a URL to the explanation of one cell, read from the published store; pages and API ask the same way.
import { z } from 'zod';
import { parseQuery } from '../../chart/chart-query.ts';
import { findDataset } from '../../datasets/registry.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { explain } from '../../explain/explain.ts';
import { margin } from '../../schema/cell.ts';
import { parsePeriod, PeriodId } from '../../schema/period.ts';
import type { Problem } from '../../schema/problem.ts';
import type { Manifest, PublishedDimension } from '../../schema/release.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { PublishedStore } from '../published/published-store.ts';
import { readCellViews } from './cell-views.ts';

/** Which cell: `parameters` hold the period and a category per dimension, all of them where one is left out. */
export interface CellRequest {
	readonly store: PublishedStore;
	readonly dataset: string;
	readonly table: string;
	readonly parameters: URLSearchParams;
}

/** The cell explained and the view it stands in, or why there is no answer; `problems` name wrong parameters. */
export type FoundExplanation =
	| { readonly status: 200; readonly explanation: Explanation; readonly view: TableView }
	| { readonly status: 400; readonly problems: readonly Problem[] }
	| { readonly status: 404; readonly reason: string };

/**
 * Explains the cell that is asked for.
 *
 * A category is known when any release of that granularity names it, as a table over all periods shows it in every
 * one of them, and a release that does not name it hides it.
 */
export async function findExplanation(request: CellRequest): Promise<FoundExplanation> {
	const dataset = findDataset(request.dataset);
	const manifests = (await request.store.readManifests(request.dataset)).filter(({ tables }) =>
		tables.some(({ id }) => id === request.table)
	);
	const axes = axesOf(manifests, request.table);
	if (!dataset || !axes) return notPublished(request);
	const query = parseQuery(querySchema(axes), request.parameters);
	if (query.problems) {
		return { status: 400, problems: query.problems };
	}
	const period = parsePeriod(query.value['period'] ?? '');
	const categories = axes.map(({ id }) => query.value[id] ?? margin);
	const views = await readCellViews(request.store, dataset, request.table, manifests, period);
	if (!views) return notPublished(request);
	const explanation = explain(views.view, categories, views.published);
	if (explanation) return { status: 200, explanation, view: views.view };
	return { status: 404, reason: 'no category of that name is published in this table' };
}

function notPublished({ dataset, table }: CellRequest): FoundExplanation {
	return { status: 404, reason: `nothing is published for ${dataset}/${table} in that period` };
}

/** Dimensions of a table as its newest release has them. */
function axesOf(manifests: readonly Manifest[], table: string): PublishedDimension[] | undefined {
	const [newest] = manifests;
	const found = newest?.tables.find(({ id }) => id === table);
	return found?.dimensions
		.flatMap((axis) => newest?.dimensions.find(({ id }) => id === axis) ?? [])
		.map((axis) => (found.measure === undefined ? axis : { ...axis, additive: true }));
}

function querySchema(axes: readonly PublishedDimension[]) {
	const category = z
		.string('expected a category, as this dimension has no total')
		.min(1, 'expected a category');
	const period = z
		.string('expected an ISO week like 2026-W18 or a month like 2026-05')
		.pipe(PeriodId);
	const shape: Record<string, z.ZodType<string>> = { period };
	for (const { id, additive } of axes) shape[id] = additive ? category.default(margin) : category;
	return z.strictObject(shape);
}
