// A dataset that a maker defines in a file, from its JSON to what the rest of the program works with.
import { z } from 'zod';
import { Dataset } from '../../schema/dataset.ts';
import { PageDefinition } from '../../schema/page.ts';
import { toProblems, type Problem } from '../../schema/problem.ts';
import { checkPages } from './check-pages.ts';
import { checkTables } from './check-tables.ts';
import { fillIn } from './fill-in.ts';
import { plainPages } from './plain-pages.ts';

/** A dataset and the pages that show it. */
export interface DefinedDataset {
	readonly dataset: Dataset;
	readonly pages: readonly PageDefinition[];
}

/** What a definition says, or what is wrong with it. */
export type Definition =
	{ readonly defined: DefinedDataset } | { readonly problems: readonly Problem[] };

/** Ids after which the tables in the warehouse would be called like others there. */
const reserved = /^(stage|line|.*-unit)$/;
const longestId = 40;

const Id = z
	.string('expected a name like my-servers')
	.regex(/^[a-z][a-z0-9-]*[a-z0-9]$/, 'expected lower-case letters, digits and hyphens')
	.max(longestId, `expected at most ${longestId} characters`)
	.refine((id) => !reserved.test(id), 'expected neither stage nor line nor an end in -unit');

const Shape = z.looseObject(
	{ id: Id, record: z.looseObject({}, 'expected what a record holds') },
	'expected an object with the parts of a dataset'
);

const Pages = z.array(PageDefinition, 'expected a list of pages').min(1).optional();

/** Whether a text can be the id of a dataset. */
export function isDatasetId(id: string): boolean {
	return Id.safeParse(id).success;
}

/**
 * Reads a definition: the parts of a dataset of records, with `pages` beside them. What follows from the rest may be
 * left out: the codes of a dimension, `measure`, `granularities`, `notes`, and `pages`, in whose place one page has all
 * tables.
 *
 * @returns one problem for each field that is wrong, by its path; those of references once all fields are right
 */
export function parseDefinition(json: unknown): Definition {
	const shape = Shape.safeParse(json);
	if (!shape.success) return { problems: toProblems(shape.error) };
	const { pages: ownPages, register, ...parts } = shape.data;
	const dataset = Dataset.safeParse(fillIn(parts));
	const pages = Pages.safeParse(ownPages);
	const problems = [
		...(register === undefined ? [] : [{ field: 'register', reason: 'expected a record instead' }]),
		...(dataset.success ? [] : toProblems(dataset.error)),
		...(pages.success ? [] : toProblems(pages.error).map(onPages))
	];
	if (problems.length > 0 || !dataset.success || !pages.success) return { problems };
	const shown = pages.data ?? plainPages(dataset.data);
	const faults = [
		...checkTables(dataset.data),
		...(pages.data ? checkPages(dataset.data, pages.data) : [])
	];
	return faults.length > 0
		? { problems: faults }
		: { defined: { dataset: dataset.data, pages: shown } };
}

function onPages({ field, reason }: Problem): Problem {
	return { field: field === '' ? 'pages' : `pages.${field}`, reason };
}
