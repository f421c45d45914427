// From a URL to a table: the part that all forms of a table have in common.
import { toProblems } from '../../schema/problem.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { PublishedStore } from '../published/published-store.ts';
import { TableRange } from '../published/table-query.ts';
import { problem } from './respond.ts';

/** Which table a request is about. */
export interface TableRequest {
	readonly store: PublishedStore;
	readonly dataset: string;
	readonly table: string;
	/** Query string without the parameters that only say how to write the table. */
	readonly parameters: URLSearchParams;
}

/** Reads the table and answers with `write(view)`; 400 names a wrong parameter, 404 a table that is not there. */
export async function answerTable(
	{ store, dataset, table, parameters }: TableRequest,
	write: (view: TableView) => Response | Promise<Response>
): Promise<Response> {
	const range = TableRange.safeParse(Object.fromEntries(parameters));
	if (!range.success) {
		const [first] = toProblems(range.error);
		const field = first?.field ?? '';
		const reason = first?.reason.startsWith('unknown field')
			? 'not known here; accepted are granularity, from and to'
			: (first?.reason ?? '');
		return problem(400, 'Bad parameter', `${field}: ${reason}`, field);
	}
	const asked = { dataset, table, ...range.data };
	const view = await store.readTable(asked).catch((error: unknown) => {
		if (error instanceof RangeError) return error;
		throw error;
	});
	if (view instanceof RangeError)
		return problem(400, 'Bad parameter', `from: ${view.message}`, 'from');
	if (view) return write(view);
	return problem(
		404,
		'Not published',
		`nothing is published for ${dataset}/${table} in that range`
	);
}
