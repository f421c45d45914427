// What must hold between the pages of a definition and its tables: a chart needs tables of the shape that it draws.
import type { Dataset, TableDefinition } from '../../schema/dataset.ts';
import type { ChartDefinition, ChartKind, PageDefinition } from '../../schema/page.ts';
import type { Problem } from '../../schema/problem.ts';
import { isOneOf, notOnce } from './problems.ts';

/** Problems of pages and charts, by their path in the definition. */
export function checkPages(dataset: Dataset, pages: readonly PageDefinition[]): Problem[] {
	const names = dataset.tables.map(({ id }) => id);
	return pages.flatMap((page, at) => [
		...isOneOf(`pages.${at}.headlines`, page.headlines, names),
		...notOnce(`pages.${at}.charts`, page.charts, ({ id }) => id),
		...page.charts.flatMap((chart, place) =>
			checkChart(dataset, chart, `pages.${at}.charts.${place}`)
		)
	]);
}

function checkChart(dataset: Dataset, chart: ChartDefinition, path: string): Problem[] {
	const names = dataset.tables.map(({ id }) => id);
	const used = chart.tables.flatMap((id) => dataset.tables.find((table) => table.id === id) ?? []);
	const unfit = used.find((table) => !fits[chart.kind](dataset, table));
	return [
		...isOneOf(`${path}.tables`, chart.tables, names),
		...isOneOf(
			`${path}.asides`,
			chart.asides.map(({ table }) => table),
			names
		),
		...isOneOf(
			`${path}.rates`,
			chart.rates.flatMap(({ of, per }) => [of, per]),
			names
		),
		...(unfit === undefined
			? []
			: [{ field: `${path}.kind`, reason: `expected ${kindsFor(dataset, unfit)} for ${unfit.id}` }])
	];
}

type Fit = (dataset: Dataset, table: TableDefinition) => boolean;

const isOfVersions: Fit = (dataset, { dimensions, measure }) =>
	measure === undefined && dimensions.length === 1 && kindAt(dataset, dimensions[0]) === 'version';

const fits: Readonly<Record<ChartKind, Fit>> = {
	stack: (_, { dimensions }) => dimensions.length === 1,
	reach: (dataset, { dimensions, measure }) =>
		measure === undefined && kindAt(dataset, dimensions.at(-1)) === 'answer',
	heat: (_, { dimensions }) => dimensions.length > 1,
	adoption: isOfVersions,
	'at-least': isOfVersions
};

function kindAt({ dimensions }: Dataset, id: string | undefined): string | undefined {
	return dimensions.find((one) => one.id === id)?.kind;
}

function kindsFor(dataset: Dataset, table: TableDefinition): string {
	const kinds = Object.entries(fits).filter(([, fit]) => fit(dataset, table));
	return kinds.map(([kind]) => kind).join(' or ');
}
