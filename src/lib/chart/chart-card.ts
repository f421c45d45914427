// From the definition of a chart and the views of its tables to its card.
import type { SoftwareRelease } from '../schema/dataset.ts';
import type { ChartDefinition } from '../schema/page.ts';
import type { TableView } from '../schema/table-view.ts';
import { toCard, toReachCard, type Card } from './card.ts';
import type { PageQuery } from './chart-query.ts';
import { toMarks } from './read/to-marks.ts';

/** What a chart shows besides its own tables. */
export interface ChartContext {
	/** What came out when, by day. */
	readonly releases: readonly SoftwareRelease[];
	/** Its first table over as many periods just before, to compare with. */
	readonly before?: TableView | undefined;
}

/**
 * The card of a chart.
 *
 * @param views of the chart's tables, in their order, at least one
 */
export function toChartCard(
	{ id, title, kind }: ChartDefinition,
	views: readonly TableView[],
	query: PageQuery,
	{ releases, before }: ChartContext
): Card {
	const [view] = views;
	if (!view) throw new RangeError(`expected a view for ${id}`);
	if (kind === 'reach') return { ...toReachCard(views, title, query), id, title };
	const previous = before && toCard(before, query).chart;
	return {
		...toCard(view, query),
		id,
		title,
		marks: toMarks(view, releases, query.level),
		...(previous?.kind === 'stack' && { previous })
	};
}
