// From the definition of a chart and the views of its tables to its card.
import type { ChartDefinition } from '../schema/page.ts';
import type { TableView } from '../schema/table-view.ts';
import { toCard, toReachCard, type Card } from './card.ts';
import type { PageQuery } from './chart-query.ts';

/**
 * The card of a chart.
 *
 * @param views of the chart's tables, in their order, at least one
 */
export function toChartCard(
	definition: ChartDefinition,
	views: readonly TableView[],
	query: PageQuery
): Card {
	const [view] = views;
	if (!view) throw new RangeError(`expected a view for ${definition.id}`);
	const card =
		definition.kind === 'reach' ? toReachCard(views, definition.title, query) : toCard(view, query);
	return { ...card, id: definition.id, title: definition.title };
}
