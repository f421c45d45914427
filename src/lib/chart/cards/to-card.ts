// From the definition of a chart and the views of its tables to its card.
import { margin } from '../../schema/cell.ts';
import type { SoftwareRelease } from '../../schema/dataset.ts';
import type { ChartDefinition, ChartKind } from '../../schema/page.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { PageQuery } from '../chart-query.ts';
import { formatCount, formatShare } from '../format.ts';
import { toFigure } from '../model/figures/figure.ts';
import { toApart, toRate } from '../model/figures/rate.ts';
import { hiddenText } from '../model/reading.ts';
import { toMarks } from '../read/to-marks.ts';
import type { Aside, Card } from './card.ts';
import { toHeatCard } from './heat-card.ts';
import { toReachCard } from './reach-card.ts';
import { toStackCard } from './stack-card.ts';
import { texts } from '../../texts/texts.ts';
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

/** Tables whose numbers stand beside a chart. */
export function asideTables({ asides, rates }: ChartDefinition): string[] {
	return [
		...new Set([...asides.map(({ table }) => table), ...rates.flatMap(({ of, per }) => [of, per])])
	];
}

/** Which of the published periods a chart needs: those asked for, or all up to the last of them. */
export function spanOf(kind: ChartKind): 'range' | 'history' {
	return kind === 'adoption' ? 'history' : 'range';
}

/** What stands beside a chart: categories of other tables, rates, and how far two dimensions are apart. */
function besides(
	{ asides, rates, apart }: ChartDefinition,
	view: TableView,
	beside: readonly TableView[]
): Aside[] {
	return [
		...toAsides(asides, beside),
		...rates.flatMap((rate) => toRateAside(rate, beside)),
		...(apart === undefined ? [] : toApartAside(apart, view))
	];
}

function toRateAside(
	{ label, of, per, times }: ChartDefinition['rates'][number],
	views: readonly TableView[]
): Aside[] {
	const [above, below] = [of, per].map((table) => views.find((one) => one.table === table));
	if (!above || !below) return [];
	const points = toRate(above, below, times);
	const newest = points.findLast(({ status }) => status !== 'missing');
	if (!newest) return [];
	const { value, low, high } = newest;
	const text =
		value === null || low === null || high === null
			? hiddenText(above)
			: texts.sums.rate(...([value, low, high].map(formatRate) as [string, string, string]));
	return [{ label, text, series: points }];
}

function toApartAside(label: string, view: TableView): Aside[] {
	const apart = toApart(view);
	if (!apart) return [{ label, text: hiddenText(view) }];
	const [low, high] = [formatShare(apart.low), formatShare(apart.high)];
	return [{ label, text: low === high ? low : texts.sums.between(low, high) }];
}

/** A rate to three digits. */
function formatRate(rate: number): string {
	return formatCount(Number(rate.toPrecision(3)));
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
	definition: ChartDefinition,
	views: readonly TableView[],
	query: CardQuery,
	{ releases, before, beside = [] }: ChartContext
): Card {
	const { id, title, kind } = definition;
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
			return {
				...toHeatCard(view, query),
				...named,
				asides: besides(definition, view, beside)
			};
		case 'stack': {
			const previous = before && toStackCard(before, query).chart;
			const card = toStackCard(view, query);
			return {
				...card,
				...named,
				asides: [...(card.asides ?? []), ...besides(definition, view, beside)],
				marks: toMarks(view, releases, query.level),
				...(previous?.kind === 'stack' && { previous })
			};
		}
	}
}
