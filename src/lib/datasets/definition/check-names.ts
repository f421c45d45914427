// Names that a dataset shares with all others, since tables, charts and pages are found by their names alone.
import type { Problem } from '../../schema/problem.ts';
import type { DefinedDataset } from './parse-definition.ts';

/** What the site itself has at these paths. */
const sitePaths = [
	...['api', 'badge', 'collect', 'embed', 'healthz', 'method', 'metrics', 'oembed', 'readyz'],
	...['shares', 'sign-in', 'sign-out', 'tables', 'v1']
];

/** Problems of a definition beside the datasets that there are already. */
export function checkNames(
	{ dataset, pages }: DefinedDataset,
	others: readonly DefinedDataset[]
): Problem[] {
	const taken = (field: string, name: string, isTaken: boolean) =>
		isTaken ? [{ field, reason: `expected a name that is not in use, got ${name}` }] : [];
	const ids = others.map((one) => one.dataset.id);
	const paths = [...sitePaths, ...others.flatMap((one) => one.pages.map(({ id }) => id))];
	const names = others.flatMap((one) => [
		...one.dataset.tables.map(({ id }) => id),
		...one.pages.flatMap(({ charts }) => charts.map(({ id }) => id))
	]);
	return [
		...taken('id', dataset.id, ids.includes(dataset.id)),
		...dataset.tables.flatMap(({ id }, at) => taken(`tables.${at}.id`, id, names.includes(id))),
		...pages.flatMap(({ id, charts }, at) => [
			...taken(`pages.${at}.id`, id, paths.includes(id)),
			...charts.flatMap((chart, place) =>
				taken(`pages.${at}.charts.${place}.id`, chart.id, names.includes(chart.id))
			)
		])
	];
}
