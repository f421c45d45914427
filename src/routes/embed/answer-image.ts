// A chart as a picture: what both forms have in common.
import { error } from '@sveltejs/kit';
import { version } from '$app/environment';
import { hasChart, toCard, type Card } from '$lib/chart/card.ts';
import { parseQuery, type SvgQuery } from '$lib/chart/chart-query.ts';
import { toRange, type Range } from '$lib/chart/model/range.ts';
import { respondTagged } from '$lib/server/http/respond.ts';
import { ImageCache, type Image } from '$lib/server/images/image-cache.ts';
import { imageTag } from '$lib/server/images/image-tag.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { z } from 'zod';
import { accept } from '../accept.ts';
import { readDatasetOf, readView } from '../read-views.ts';

/** How a picture is asked for, drawn and sent. */
export interface Form<Query extends SvgQuery> {
	readonly extension: 'svg' | 'png';
	readonly contentType: string;
	readonly schema: z.ZodObject & z.ZodType<Query>;
	readonly draw: (card: Card, query: Query) => Image | Promise<Image>;
}

const images = new ImageCache(48_000_000, 24);

/** Answers with the picture of a chart, from memory where it was asked for before. */
export async function answerImage<Query extends SvgQuery>(
	{ extension, contentType, schema, draw }: Form<Query>,
	chart: string,
	request: Request
): Promise<Response> {
	const dataset = await readDatasetOf(chart);
	const query = accept(parseQuery(schema, new URL(request.url).searchParams)) as Query;
	const { granularity } = query;
	const periods = dataset.periods[granularity];
	if (periods.length === 0) error(404, `No ${granularity} is published yet.`);
	const range = accept(toRange(query, granularity, periods));
	const manifests = await readManifests(dataset.id, query, range);
	const notes = await publishedStore().readNotes(dataset.id);
	const ingredients = { build: version, form: extension, table: chart, manifests, notes };
	const tag = imageTag({ ...ingredients, query: { ...query, ...range } });
	const drawChart = async () => {
		const view = await readView(chart, { dataset: dataset.id, granularity, ...range });
		if (!hasChart(view)) error(404, `The table ${chart} has no chart.`);
		return draw(toCard(view, query), query);
	};
	const response = await respondTagged(request, tag, contentType, () => images.get(tag, drawChart));
	const name = [chart, ...new Set([range.from, range.to])].join('-');
	response.headers.set('content-disposition', `inline; filename="${name}.${extension}"`);
	return response;
}

async function readManifests(dataset: string, { granularity }: SvgQuery, { from, to }: Range) {
	const manifests = await publishedStore().readManifests(dataset);
	return manifests.filter(
		(one) => one.granularity === granularity && one.period >= from && one.period <= to
	);
}
