import { SvgQuery } from '$lib/chart/chart-query.ts';
import { drawSvg } from '$lib/server/images/draw-picture.ts';
import { svgPolicy } from '$lib/server/shares/archive/form-headers.ts';
import { answerImage } from '../answer-image.ts';
import type { RequestHandler } from './$types';

const form = {
	extension: 'svg',
	contentType: 'image/svg+xml; charset=utf-8',
	schema: SvgQuery,
	draw: drawSvg
} as const;

/** A chart as shapes and text; opened on its own it may do nothing. */
export const GET: RequestHandler = async ({ params, request, locals }) => {
	const response = await answerImage(form, params.chart, request, locals.parameters);
	response.headers.set('content-security-policy', svgPolicy);
	return response;
};
