import { error } from '@sveltejs/kit';
import { BadgeQuery, EmbedQuery, parseQuery } from '$lib/chart/chart-query.ts';
import { toBadgeText } from '$lib/export/badge-text.ts';
import { respond } from '$lib/server/http/respond.ts';
import { drawBadge } from '$lib/server/images/draw-badge.ts';
import { inertPolicy } from '$lib/server/shares/archive/form-headers.ts';
import { texts } from '$lib/texts/texts.ts';
import { accept } from '../../accept.ts';
import { findPublishedChart, readCard } from '../../read-chart.ts';
import type { RequestHandler } from './$types';

/** The newest release of a chart in a few words, inert as every picture. */
export const GET: RequestHandler = async ({ params, url, request }) => {
	const { granularity, label } = accept(parseQuery(BadgeQuery, url.searchParams));
	const found = await findPublishedChart(params.chart);
	const newest = found.dataset.periods[granularity].at(-1);
	const query = EmbedQuery.parse({ granularity, ...(newest && { from: newest, to: newest }) });
	const card = (await readCard(found, query))?.card;
	const text = card ? toBadgeText(card) : texts.readings.noData;
	if (text === undefined) error(404, texts.problems.noBadge(found.chart.title));
	const svg = drawBadge(label ?? found.chart.title, text, /\d/.test(text));
	const response = respond(request, svg, 'image/svg+xml; charset=utf-8');
	response.headers.set('content-security-policy', inertPolicy);
	return response;
};
