// A chart as a picture: what both forms have in common.
import { error } from '@sveltejs/kit';
import { version } from '$app/environment';
import type { Card } from '$lib/chart/cards/card.ts';
import { parseQuery, type SvgQuery } from '$lib/chart/chart-query.ts';
import type { Range } from '$lib/chart/model/range.ts';
import {
	encodeBody,
	respondEncoded,
	respondKnown,
	sizeOf,
	type Bytes,
	type EncodedBody
} from '$lib/server/http/kept/encoded-body.ts';
import { kept } from '$lib/server/http/respond.ts';
import { ImageCache } from '$lib/server/images/image-cache.ts';
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
	readonly draw: (card: Card, query: Query) => string | Bytes | Promise<Bytes>;
}

const images = new ImageCache<EncodedBody>(48_000_000, 24, sizeOf);

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
		return encodeBody(await draw(card, query), tag);
	};
	const response =
		respondKnown(request, tag) ??
		(await respondDrawn(request, images.get(tag, drawChart), contentType));
	const name = [found.chart.id, ...new Set([range.from, range.to])].join('-');
	response.headers.set('content-disposition', `inline; filename="${name}.${extension}"`);
	return response;
}

/** A picture that there is none of, as too many are being drawn, is answered with 503. */
async function respondDrawn(
	request: Request,
	image: Promise<EncodedBody> | undefined,
	contentType: string
): Promise<Response> {
	if (image) return respondEncoded(request, await image, { 'content-type': contentType });
	return new Response(null, { status: 503, headers: { ...kept, 'retry-after': '2' } });
}

/** Those before the range as well, as charts since a release day look back. */
async function readManifests(dataset: string, { granularity }: SvgQuery, { to }: Range) {
	const manifests = await publishedStore().readManifests(dataset);
	return manifests.filter((one) => one.granularity === granularity && one.period <= to);
}
