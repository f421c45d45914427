// Draws pictures of cards with a canvas that needs no browser.
import { createCanvas, SvgExportFlag, type Canvas, type SvgCanvas } from '@napi-rs/canvas';
import type { Card } from '../../chart/cards/card.ts';
import type { PngQuery, SvgQuery } from '../../chart/chart-query.ts';
import { Chart } from '../../chart/draw/chart-parts.ts';
import { toPicture, type Picture } from '../../chart/picture/to-picture.ts';
import { encodePng } from './png/encode-png.ts';
import { escapeMarkup } from '../../export/escape-markup.ts';
import { loadFonts } from './fonts.ts';
import { giveBackSheet, takeSheet } from './sheet.ts';
import { rememberSizes } from './text-sizes.ts';
import { recordText } from './svg-text.ts';

const measure = loadFonts();

/** The picture as PNG, `width × scale` pixels wide. */
export async function drawPng(card: Card, query: PngQuery): Promise<Uint8Array<ArrayBuffer>> {
	const picture = toPicture(card, query, measure, query.scale);
	const sheet = takeSheet(picture.width, picture.height, query.scale);
	const chart = drawOn(sheet.canvas, picture);
	const { width, height, context } = sheet;
	const read = (top: number, rows: number) => context.getImageData(0, top, width, rows).data;
	const png = await encodePng({ width, height, read }).finally(() => {
		chart.destroy();
	});
	giveBackSheet(sheet);
	return png;
}

/** The picture as an SVG without script, reference or style: shapes, and text as text. */
export function drawSvg(card: Card, query: SvgQuery): string {
	const picture = toPicture(card, query, measure);
	const canvas = createCanvas(picture.width, picture.height, SvgExportFlag.NoPrettyXML);
	const context = canvas.getContext('2d');
	rememberSizes(context);
	const texts = recordText(context);
	const chart = drawOn(canvas, picture);
	try {
		return toDocument(picture, canvas.getContent().toString('utf8'), texts);
	} finally {
		chart.destroy();
	}
}

/** Chart.js draws at once, as nothing is animated, and asks no more of a canvas than this one has. */
function drawOn(canvas: Canvas | SvgCanvas, { config }: Picture): Chart {
	return new Chart(canvas as unknown as HTMLCanvasElement, config);
}

function toDocument(
	{ width, height, title, description }: Picture,
	drawn: string,
	texts: readonly string[]
): string {
	const shapes = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(drawn)?.[1] ?? '';
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
		`<title>${escapeMarkup(title)}</title>`,
		`<desc>${escapeMarkup(description)}</desc>`,
		shapes,
		...texts,
		'</svg>',
		''
	].join('\n');
}
