// From a URL to a table: the part that all forms of a table have in common.
import type { z } from 'zod';
import { parseQuery } from '../../chart/chart-query.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { PublishedStore } from '../published/published-store.ts';
import { TableRange } from '../published/table-query.ts';
import { problem } from './respond.ts';

/** Which table a request is about. */
export interface TableRequest {
	readonly store: PublishedStore;
	readonly dataset: string;
	readonly table: string;
	readonly parameters: URLSearchParams;
}

type Write<Query> = (view: TableView, query: Query) => Response | Promise<Response>;

/** Reads the table and answers with `write(view)`; 400 names wrong parameters, 404 a table that is not there. */
export function answerTable(request: TableRequest, write: Write<TableRange>): Promise<Response> {
	return answerTableAs(TableRange, request, write);
}

/** The same for a form with parameters of its own. */
export async function answerTableAs<Schema extends z.ZodObject & z.ZodType<TableRange>>(
	schema: Schema,
	{ store, dataset, table, parameters }: TableRequest,
	write: Write<z.infer<Schema>>
): Promise<Response> {
	const { value: query, problems } = parseQuery(schema, parameters);
	if (problems) return problem(400, 'Bad parameter', { problems });
	const { granularity, from, to } = query as TableRange;
	const asked = { dataset, table, granularity, from, to };
	const view = await store.readTable(asked).catch((error: unknown) => {
		if (error instanceof RangeError) return error;
		throw error;
	});
	if (view instanceof RangeError) {
		const problems = [{ field: 'from', reason: view.message }];
		return problem(400, 'Bad parameter', { problems });
	}
	if (view) return write(view, query);
	const detail = `nothing is published for ${dataset}/${table} in that range`;
	return problem(404, 'Not published', { detail });
}
