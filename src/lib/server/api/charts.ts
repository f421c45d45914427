// One chart for another page: in a frame, as a picture, as numbers.
import { BadgeQuery, EmbedQuery, PngQuery, SvgQuery } from '../../chart/chart-query.ts';
import { Oembed, OembedQuery } from '../../export/oembed.ts';
import { TableJson } from '../../export/table-json.ts';
import type { Operation } from './operation.ts';

const common = { method: 'get', tag: 'Charts' } as const;

export const charts: readonly Operation[] = [
	{
		...common,
		path: '/embed/{chart}',
		query: EmbedQuery,
		summary: 'A chart as a page for a frame',
		description:
			'Only sites that the operator names may show it in a frame. What goes wrong is told as a page.',
		success: { 'text/html': 'text' },
		others: []
	},
	{
		...common,
		path: '/embed/{chart}.svg',
		query: SvgQuery,
		summary: 'A chart as SVG',
		success: { 'image/svg+xml; charset=utf-8': 'text' },
		others: [304, 400, 404, 429, 503]
	},
	{
		...common,
		path: '/embed/{chart}.png',
		query: PngQuery,
		summary: 'A chart as PNG',
		success: { 'image/png': 'bytes' },
		others: [304, 400, 404, 429, 503]
	},
	{
		...common,
		path: '/embed/{chart}.csv',
		query: EmbedQuery,
		summary: 'The numbers of a chart as CSV',
		success: { 'text/csv; charset=utf-8; header=present': 'text' },
		others: [304, 400, 404, 429]
	},
	{
		...common,
		path: '/embed/{chart}.json',
		query: EmbedQuery,
		summary: 'The numbers of a chart as JSON',
		success: { 'application/json': TableJson },
		others: [304, 400, 404, 429]
	},
	{
		...common,
		path: '/oembed',
		query: OembedQuery,
		summary: 'What can be embedded of a page or an embed, as oEmbed 1.0',
		success: { 'application/json': Oembed },
		others: [400, 404, 501]
	},
	{
		...common,
		path: '/badge/{chart}.svg',
		query: BadgeQuery,
		summary: 'The newest release of a chart in a few words',
		description:
			'Of versions the share of the newest one named, of anything else the largest published share; "hidden" or "no data" where there is no such number.',
		success: { 'image/svg+xml; charset=utf-8': 'text' },
		others: [304, 400, 404]
	}
];
