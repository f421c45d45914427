// One chart for another page: in a frame, as a picture, as numbers.
import { EmbedQuery, PngQuery, SvgQuery } from '../../chart/chart-query.ts';
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
		others: [304, 400, 404, 503]
	},
	{
		...common,
		path: '/embed/{chart}.png',
		query: PngQuery,
		summary: 'A chart as PNG',
		success: { 'image/png': 'bytes' },
		others: [304, 400, 404, 503]
	},
	{
		...common,
		path: '/embed/{chart}.csv',
		query: EmbedQuery,
		summary: 'The numbers of a chart as CSV',
		success: { 'text/csv; charset=utf-8; header=present': 'text' },
		others: [304, 400, 404]
	},
	{
		...common,
		path: '/embed/{chart}.json',
		query: EmbedQuery,
		summary: 'The numbers of a chart as JSON',
		success: { 'application/json': TableJson },
		others: [304, 400, 404]
	}
];
