// The blocks of the overview: which tables answer which question.
import type { TableView } from '../schema/table-view.ts';
import { toCard, toReachCard, type Card } from './card.ts';
import type { PageQuery } from './chart-query.ts';
import { headlineOf } from './model/summary.ts';

/** A block of the overview; with several tables their answers are ranked together. */
export interface Block {
	readonly title: string;
	readonly tables: readonly string[];
}

const headlines: readonly Block[] = [
	{ title: 'Version adoption', tables: ['version'] },
	{ title: 'Deploy platforms', tables: ['deployment'] },
	{ title: 'Feature reach', tables: ['rules', 'integration'] }
];

/** The blocks for a dataset that has `tables`: the headlines it can answer, else one for each of its first tables. */
export function blocksOf(
	tables: readonly {
		readonly id: string;
		readonly title: string;
		readonly dimensions: readonly string[];
	}[]
): Block[] {
	const ids = new Set(tables.map(({ id }) => id));
	const known = headlines
		.map(({ title, tables: wanted }) => ({ title, tables: wanted.filter((id) => ids.has(id)) }))
		.filter((block) => block.tables.length > 0);
	if (known.length > 0) return known;
	const flat = tables.filter(({ dimensions }) => dimensions.length === 1);
	return flat.slice(0, 3).map(({ id, title }) => ({ title, tables: [id] }));
}

/** The card of a block, from the views of its tables in their order. */
export function toBlockCard(block: Block, views: readonly TableView[], query: PageQuery): Card {
	const [view] = views;
	return view && views.length === 1 ? toCard(view, query) : toReachCard(views, block.title, query);
}

/** The number that the whole page is about: the newest published total, or `fallback` when it is hidden. */
export function toHeadline(cards: readonly Card[], fallback: string): string {
	const stack = cards.map(({ chart }) => chart).find((chart) => chart.kind === 'stack');
	return (stack && headlineOf(stack)) ?? fallback;
}
