import { toCsv } from '$lib/export/csv.ts';
import { answerNumbers } from '../answer-numbers.ts';
import type { RequestHandler } from './$types';

const form = {
	extension: 'csv',
	contentType: 'text/csv; charset=utf-8; header=present',
	disposition: 'attachment',
	write: (view) => toCsv(view)
} as const satisfies Parameters<typeof answerNumbers>[0];

/** The numbers of a chart as CSV. */
export const GET: RequestHandler = ({ params, request, locals }) =>
	answerNumbers(form, params.chart, request, locals.parameters);
