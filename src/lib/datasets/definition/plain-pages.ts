// How a dataset is shown where nobody says it: one page, on which every table has the chart that its dimensions ask for.
import type { Dataset, TableDefinition } from '../../schema/dataset.ts';
import { PageDefinition, type ChartDefinition } from '../../schema/page.ts';

/** The part of a table that says how it is drawn. */
type Drawn = Pick<TableDefinition, 'id' | 'title' | 'dimensions' | 'measure'>;

/** How a table is drawn where no page says it: by its dimensions. */
export function plainChart(
	{ dimensions: known }: Pick<Dataset, 'dimensions'>,
	{ id, title, dimensions, measure }: Drawn
): ChartDefinition {
	const first = known.find((one) => one.id === dimensions[0]);
	const isAnswered = measure === undefined && dimensions.length === 2 && first?.kind === 'set';
	const kind = dimensions.length === 1 ? 'stack' : isAnswered ? 'reach' : 'heat';
	return { id, title, kind, tables: [id], asides: [], rates: [] };
}

/** One page with all tables of a dataset; the first ones of counts lead it. */
export function plainPages(dataset: Dataset): PageDefinition[] {
	const counts = dataset.tables.filter(({ measure }) => measure === undefined);
	return [
		PageDefinition.parse({
			id: dataset.id,
			title: dataset.title,
			question: `What do ${dataset.unit.many} have, and how many of them?`,
			headlines: counts.slice(0, 3).map(({ id }) => id),
			charts: dataset.tables.map((table) => plainChart(dataset, table))
		})
	];
}
