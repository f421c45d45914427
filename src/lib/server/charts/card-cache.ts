// Keeps cards in memory, the most recently asked for: a page, its pictures and their looks all show the same one.
import { LRUCache } from 'lru-cache';
import type { Card } from '../../chart/cards/card.ts';
import { toCard, type CardQuery, type ChartContext } from '../../chart/cards/to-card.ts';
import type { ChartDefinition } from '../../schema/page.ts';
import type { TableView } from '../../schema/table-view.ts';

/** Cells of the views of all cards that are kept: about 50 MB. */
const mostCells = 200_000;

const cards = new LRUCache<string, Card>({ maxSize: mostCells });

/** Views are the same object as long as nothing of them changes, so each has a number of its own. */
const numbers = new WeakMap<TableView, number>();
let last = 0;

/** The card as `toCard` makes it, for many readers at once: it must not be changed. */
export function keptCard(
	chart: ChartDefinition,
	views: readonly TableView[],
	{ measure, level, within, at }: CardQuery,
	context: ChartContext
): Card {
	const { before, beside = [] } = context;
	const sources = [views, before ? [before] : [], beside].map((some) => some.map(numberOf));
	const key = JSON.stringify([chart, sources, measure, level, within, at]);
	const known = cards.get(key);
	if (known) return known;
	const card = toCard(chart, views, { measure, level, within, at }, context);
	const cells = views.reduce((sum, view) => sum + view.cells.length, 1);
	cards.set(key, card, { size: cells });
	return card;
}

function numberOf(view: TableView): number {
	const known = numbers.get(view) ?? (last += 1);
	numbers.set(view, known);
	return known;
}
