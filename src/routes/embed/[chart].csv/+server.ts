import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { EmbedQuery, parseQuery } from '$lib/chart/chart-query.ts';
import { accept } from '../../accept.ts';
import { readDatasetOf } from '../../read-views.ts';
import type { RequestHandler } from './$types';

/** An embed's numbers are those of its table. */
export const GET: RequestHandler = async ({ params, url }) => {
	const { granularity, from, to } = accept(parseQuery(EmbedQuery, url.searchParams));
	const dataset = await readDatasetOf(params.chart);
	const search = new URLSearchParams({ granularity, ...(from && { from }), ...(to && { to }) });
	const path = `/api/v1/datasets/${dataset.id}/tables/${params.chart}.csv` as const;
	redirect(307, resolve(`${path}?${search.toString()}`));
};
