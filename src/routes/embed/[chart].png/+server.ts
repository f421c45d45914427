import { PngQuery } from '$lib/chart/chart-query.ts';
import { drawPng } from '$lib/server/images/draw-picture.ts';
import { answerImage } from '../answer-image.ts';
import type { RequestHandler } from './$types';

const form = {
	extension: 'png',
	contentType: 'image/png',
	schema: PngQuery,
	draw: drawPng
} as const;

/** A chart as pixels. */
export const GET: RequestHandler = ({ params, request, locals }) =>
	answerImage(form, params.chart, request, locals.parameters);
