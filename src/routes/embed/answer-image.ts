// A chart as a picture: what both forms have in common.
import { error } from '@sveltejs/kit';
import { version } from '$app/environment';
import type { Card } from '$lib/chart/cards/card.ts';
import { parseQuery, type SvgQuery } from '$lib/chart/chart-query.ts';
import type { Range } from '$lib/chart/model/range.ts';
import { respondTagged } from '$lib/server/http/respond.ts';
import { ImageCache, type Image } from '$lib/server/images/image-cache.ts';
import { imageTag } from '$lib/server/images/image-tag.ts';
import { publishedStore } from '$lib/server/published/store.ts';
import type { z } from 'zod';
import { accept } from '../accept.ts';
import { findPublishedChart, rangeOf, readCard } from '../read-chart.ts';
import { texts } from '$lib/texts/texts.ts';

/** How a picture is asked for, drawn and sent. */
export interface Form<Query extends SvgQuery> {
	readonly extension: 'svg' | 'png';
	readonly contentType: string;
	readonly schema: z.ZodObject & z.ZodType<Query>;
	readonly draw: (card: Card, query: Query) => Image | Promise<Image>;
}

const images = new ImageCache(48_000_000, 24);

/**
 * Answers with the picture of a chart, from memory where it was asked for before.
 *
 * @param parameters of the address, held to what a token opens
 */
export async function answerImage<Query extends SvgQuery>(
	{ extension, contentType, schema, draw }: Form<Query>,
	chart: string,
	request: Request,
	parameters: URLSearchParams
): Promise<Response> {
	const query = accept(parseQuery(schema, parameters)) as Query;
	const found = await findPublishedChart(chart, query.by);
	const { dataset } = found;
	const range = rangeOf(found, query) ?? error(404, texts.nothing.notYet[query.granularity]);
	const manifests = await readManifests(dataset.id, query, range);
	const notes = await publishedStore().readNotes(dataset.id);
	const ingredients = { build: version, form: extension, table: chart, manifests, notes };
	const tag = imageTag({ ...ingredients, query: { ...query, ...range } });
	const drawChart = async () => {
		const card = (await readCard(found, query))?.card;
		if (!card) error(404, texts.problems.noPicture(chart));
		return draw(card, query);
	};
	const response = await respondTagged(request, tag, contentType, () => images.get(tag, drawChart));
	const name = [found.chart.id, ...new Set([range.from, range.to])].join('-');
	response.headers.set('content-disposition', `inline; filename="${name}.${extension}"`);
	return response;
}

/** Those before the range as well, as charts since a release day look back. */
async function readManifests(dataset: string, { granularity }: SvgQuery, { to }: Range) {
	const manifests = await publishedStore().readManifests(dataset);
	return manifests.filter((one) => one.granularity === granularity && one.period <= to);
}
