// The tables of a chart over the range asked for, and the card that is made from them.
import type { Card } from '../../chart/cards/card.ts';
import { asideTables, spanOf, type CardQuery } from '../../chart/cards/to-card.ts';
import type { EmbedQuery } from '../../chart/chart-query.ts';
import { toRange, type Range } from '../../chart/model/range.ts';
import { findDataset } from '../../datasets/registry.ts';
import type { TableView } from '../../schema/table-view.ts';
import { texts } from '../../texts/texts.ts';
import type { PublishedStore, TableQuery } from '../published/published-store.ts';
import { accept } from './accept.ts';
import { keptCard } from './card-cache.ts';
import { ChartRefusal } from './chart-refusal.ts';
import type { FoundChart } from './find-chart.ts';

/** The part of a query that says which periods. */
type AskedRange = Pick<EmbedQuery, 'granularity' | 'from' | 'to'>;

/**
 * The range asked for; `undefined` while nothing of that granularity is published.
 *
 * @throws {ChartRefusal} 400 for periods that are not published
 */
export function rangeOf({ dataset }: FoundChart, asked: AskedRange): Range | undefined {
	const periods = dataset.periods[asked.granularity];
	return periods.length === 0 ? undefined : accept(toRange(asked, asked.granularity, periods));
}

/**
 * The range asked for and the card over it; `undefined` while nothing of that granularity is published.
 *
 * @throws {ChartRefusal} as `rangeOf` does, and 404 where no table is in any release of the range
 */
export async function readCard(
	store: PublishedStore,
	found: FoundChart,
	query: EmbedQuery
): Promise<{ readonly range: Range; readonly card: Card } | undefined> {
	const range = rangeOf(found, query);
	if (!range) return undefined;
	const card = await readCardOver(store, found, range, query);
	if (!card) throw noneInRange(found);
	return { range, card };
}

/**
 * The card of a chart over a range; `undefined` where none of its tables is in any release of it.
 *
 * @param earlier the range just before, to compare with
 */
export async function readCardOver(
	store: PublishedStore,
	{ dataset, chart }: FoundChart,
	range: Range,
	query: CardQuery & Pick<AskedRange, 'granularity'>,
	earlier?: Range
): Promise<Card | undefined> {
	const { granularity } = query;
	const from = spanOf(chart.kind) === 'history' ? dataset.periods[granularity][0] : range.from;
	const asked = { dataset: dataset.id, granularity, ...range };
	const releases = findDataset(dataset.id)?.releases ?? [];
	const views = await readViews(store, chart.tables, { ...asked, from });
	if (views.length === 0) return undefined;
	const [before] = earlier
		? await readViews(store, chart.tables.slice(0, 1), { ...asked, ...earlier })
		: [];
	const beside = await readViews(store, asideTables(chart), asked);
	return keptCard(chart, views, query, { releases, before, beside });
}

/**
 * The numbers of a chart as files hold them: its first table there is, over the range asked for.
 *
 * @throws {ChartRefusal} as `readCard` does, and 404 while nothing of that granularity is published
 */
export async function readNumbers(
	store: PublishedStore,
	found: FoundChart,
	query: AskedRange
): Promise<TableView> {
	const { dataset, chart } = found;
	const range = rangeOf(found, query);
	const asked = { dataset: dataset.id, granularity: query.granularity, ...range };
	if (!range) throw new ChartRefusal(404, texts.nothing.notYet[query.granularity]);
	const [view] = await readViews(store, chart.tables, asked);
	if (view) return view;
	throw noneInRange(found);
}

/** Reads those of `tables` that any release of the range has, in their order. */
export async function readViews(
	store: PublishedStore,
	tables: readonly string[],
	request: Omit<TableQuery, 'table'>
): Promise<TableView[]> {
	const views = await Promise.all(tables.map((table) => store.readTable({ ...request, table })));
	return views.filter((view) => view !== undefined);
}

function noneInRange({ chart }: FoundChart): ChartRefusal {
	return new ChartRefusal(404, texts.problems.chartNotInRange(chart.title));
}
