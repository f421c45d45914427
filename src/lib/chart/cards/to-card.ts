// From the definition of a chart and the views of its tables to its card.
import { margin } from '../../schema/cell.ts';
import type { SoftwareRelease } from '../../schema/dataset.ts';
import type { ChartDefinition, ChartKind } from '../../schema/page.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { PageQuery } from '../chart-query.ts';
import { toFigure } from '../model/figures/figure.ts';
import { toMarks } from '../read/to-marks.ts';
import type { Aside, Card } from './card.ts';
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
	/** The tables of its asides, see `asideTables`. */
	readonly beside?: readonly TableView[];
}

/** Tables whose categories stand beside a chart. */
export function asideTables({ asides }: ChartDefinition): string[] {
	return [...new Set(asides.map(({ table }) => table))];
}

/** Which of the published periods a chart needs: those asked for, or all up to the last of them. */
export function spanOf(kind: ChartKind): 'range' | 'history' {
	return kind === 'adoption' ? 'history' : 'range';
}

function toAsides(asides: ChartDefinition['asides'], views: readonly TableView[]): Aside[] {
	return asides.flatMap(({ label, table, category }) => {
		const view = views.find((one) => one.table === table);
		if (!view) return [];
		const figure = toFigure({
			id: label,
			label,
			unit: '',
			view,
			categories: [category],
			whole: [margin]
		});
		return [{ label, text: figure.text, series: figure.series }];
	});
}

/**
 * The card of a chart.
 *
 * @param views of the chart's tables, in their order, at least one
 */
export function toCard(
	{ id, title, kind, asides }: ChartDefinition,
	views: readonly TableView[],
	query: CardQuery,
	{ releases, before, beside = [] }: ChartContext
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
			const card = toStackCard(view, query);
			return {
				...card,
				...named,
				asides: [...(card.asides ?? []), ...toAsides(asides, beside)],
				marks: toMarks(view, releases, query.level),
				...(previous?.kind === 'stack' && { previous })
			};
		}
	}
}
