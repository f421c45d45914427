// Which chart an address of this site shows.
import { isHttpError } from '@sveltejs/kit';
import type { z } from 'zod';
import { EmbedQuery, PageQuery, parseQuery } from '$lib/chart/chart-query.ts';
import { naturalHeight } from '$lib/chart/draw/natural-height.ts';
import { toEmbedSearch } from '$lib/chart/search.ts';
import { findPage } from '$lib/datasets/registry.ts';
import type { OembedSubject } from '$lib/export/oembed.ts';
import { aroundChart } from '$lib/export/snippets/share-links.ts';
import { findPublishedChart, readCard } from '../read-chart.ts';

/**
 * The chart of an embed, or of a page the one that its fragment names, by default its first.
 *
 * @param address absolute
 * @param origin of this site; `undefined` for any other one, and for what this site does not have
 */
export async function findShared(
	address: string,
	origin: string
): Promise<OembedSubject | undefined> {
	if (!URL.canParse(address)) return undefined;
	const url = new URL(address);
	if (url.origin !== origin) return undefined;
	const found = fromEmbed(url) ?? fromPage(url);
	return found && readSubject(found.chart, found.query, origin);
}

interface Found {
	readonly chart: string;
	readonly query: EmbedQuery;
}

function fromEmbed(url: URL): Found | undefined {
	const chart = /^\/embed\/([\w-]+)$/.exec(url.pathname)?.[1];
	return chart === undefined ? undefined : toFound(chart, url, EmbedQuery);
}

function fromPage(url: URL): Found | undefined {
	const charts = findPage(url.pathname.slice(1))?.page.charts ?? [];
	const chart = charts.find(({ id }) => `#${id}` === url.hash) ?? charts[0];
	return chart && toFound(chart.id, url, PageQuery);
}

function toFound(chart: string, url: URL, schema: z.ZodObject): Found | undefined {
	const { value } = parseQuery(schema, url.searchParams);
	return value && { chart, query: EmbedQuery.parse(Object.fromEntries(url.searchParams)) };
}

async function readSubject(
	chart: string,
	query: EmbedQuery,
	origin: string
): Promise<OembedSubject | undefined> {
	try {
		const card = (await readCard(await findPublishedChart(chart, query.by), query))?.card;
		return (
			card && {
				origin,
				title: card.title,
				html: `${origin}/embed/${chart}${toEmbedSearch(query)}`,
				height: naturalHeight(card.chart) + aroundChart,
				pngOf: (width, height) =>
					`${origin}/embed/${chart}.png${toEmbedSearch({ ...query, width, height, scale: 1 })}`
			}
		);
	} catch (cause) {
		if (isHttpError(cause)) return undefined;
		throw cause;
	}
}
