import { toTableJson } from '$lib/export/table-json.ts';
import { answerNumbers } from '../answer-numbers.ts';
import type { RequestHandler } from './$types';

const form = {
	extension: 'json',
	contentType: 'application/json; charset=utf-8',
	disposition: 'inline',
	write: (view) => JSON.stringify(toTableJson(view))
} as const satisfies Parameters<typeof answerNumbers>[0];

/** The numbers of a chart as JSON. */
export const GET: RequestHandler = ({ params, request, locals }) =>
	answerNumbers(form, params.chart, request, locals.parameters);
