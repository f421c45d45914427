import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { EmbedQuery, parseQuery } from '$lib/chart/chart-query.ts';
import { accept } from '../../accept.ts';
import { findPublishedChart } from '../../read-chart.ts';
import type { RequestHandler } from './$types';

/** An embed's numbers are those of its table. */
export const GET: RequestHandler = async ({ params, url }) => {
	const { by, granularity, from, to } = accept(parseQuery(EmbedQuery, url.searchParams));
	const { dataset, chart } = await findPublishedChart(params.chart, by);
	const search = new URLSearchParams({ granularity, ...(from && { from }), ...(to && { to }) });
	const path = `/api/v1/datasets/${dataset.id}/tables/${chart.tables[0] ?? ''}.csv` as const;
	redirect(307, resolve(`${path}?${search.toString()}`));
};
