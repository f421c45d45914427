// From the definition of a chart and the views of its tables to its card.
import type { SoftwareRelease } from '../../schema/dataset.ts';
import type { ChartDefinition, ChartKind } from '../../schema/page.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { PageQuery } from '../chart-query.ts';
import { toMarks } from '../read/to-marks.ts';
import type { Card } from './card.ts';
import { toHeatCard } from './heat-card.ts';
import { toReachCard } from './reach-card.ts';
import { toStackCard } from './stack-card.ts';
import { toAdoptionCard, toAtLeastCard } from './version-cards.ts';

/** The part of a query that says what a chart shows. */
export type CardQuery = Pick<PageQuery, 'measure' | 'level' | 'within' | 'at'>;

/** What a chart shows besides its own tables. */
export interface ChartContext {
	/** What came out when, by day. */
	readonly releases: readonly SoftwareRelease[];
	/** Its first table over as many periods just before, to compare with. */
	readonly before?: TableView | undefined;
}

/** Which of the published periods a chart needs: those asked for, or all up to the last of them. */
export function spanOf(kind: ChartKind): 'range' | 'history' {
	return kind === 'adoption' ? 'history' : 'range';
}

/**
 * The card of a chart.
 *
 * @param views of the chart's tables, in their order, at least one
 */
export function toCard(
	{ id, title, kind }: ChartDefinition,
	views: readonly TableView[],
	query: CardQuery,
	{ releases, before }: ChartContext
): Card {
	const [view] = views;
	if (!view) throw new RangeError(`expected a view for ${id}`);
	const named = { id, title };
	switch (kind) {
		case 'reach':
			return { ...toReachCard(views, title, query), ...named };
		case 'adoption':
			return { ...toAdoptionCard(view, releases), ...named };
		case 'at-least':
			return { ...toAtLeastCard(view, query, releases), ...named };
		case 'heat':
			return { ...toHeatCard(view, query), ...named };
		case 'stack': {
			const previous = before && toStackCard(before, query).chart;
			return {
				...toStackCard(view, query),
				...named,
				marks: toMarks(view, releases, query.level),
				...(previous?.kind === 'stack' && { previous })
			};
		}
	}
}
