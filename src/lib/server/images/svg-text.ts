// Real text in SVG. The SVG canvas forgets weights and letters like "<", so text is written here instead of drawn.
import type { SKRSContext2D } from '@napi-rs/canvas';
import { escapeMarkup } from '../../export/escape-markup.ts';

/** What readers without the font see instead; each text is kept to the width it was laid out for. */
const family = 'Inter, system-ui, sans-serif';

const anchors: Readonly<Record<string, string>> = { right: 'end', end: 'end', center: 'middle' };

/**
 * Makes a canvas write its text down instead of drawing it.
 *
 * @returns the SVG elements, which grow as the canvas is drawn on
 */
export function recordText(context: SKRSContext2D): readonly string[] {
	const elements: string[] = [];
	context.fillText = (text, x, y) => {
		if (text.trim() !== '') elements.push(toElement(context, text, x, y));
	};
	return elements;
}

function toElement(context: SKRSContext2D, text: string, x: number, y: number): string {
	const { width } = context.measureText(text);
	const { weight, size } = parseFont(context.font);
	const anchor = anchors[context.textAlign];
	const attributes = [
		...placeOf(context, x, y + descentOf(context, text)),
		['font-family', family],
		['font-size', String(size)],
		...(weight === '400' ? [] : [['font-weight', weight] as const]),
		...(anchor ? [['text-anchor', anchor] as const] : []),
		['textLength', tidy(width)],
		['lengthAdjust', 'spacingAndGlyphs'],
		['fill', typeof context.fillStyle === 'string' ? context.fillStyle : 'currentColor']
	] as const;
	const written = attributes.map(([name, value]) => `${name}="${escapeMarkup(value)}"`).join(' ');
	return `<text ${written}>${escapeMarkup(text)}</text>`;
}

/** Where the text begins; turned text keeps its whole matrix. */
function placeOf(context: SKRSContext2D, x: number, y: number): (readonly [string, string])[] {
	const { a, b, c, d, e, f } = context.getTransform();
	const place = (left: number, top: number) =>
		[
			['x', tidy(left)],
			['y', tidy(top)]
		] as const;
	if (a === 1 && b === 0 && c === 0 && d === 1) return [...place(x + e, y + f)];
	return [...place(x, y), ['transform', `matrix(${[a, b, c, d, e, f].map(tidy).join(' ')})`]];
}

/** How far the alphabetic baseline lies below the one that the canvas is set to. */
function descentOf(context: SKRSContext2D, text: string): number {
	const own = context.measureText(text).fontBoundingBoxAscent;
	const baseline = context.textBaseline;
	context.textBaseline = 'alphabetic';
	const alphabetic = context.measureText(text).fontBoundingBoxAscent;
	context.textBaseline = baseline;
	return alphabetic - own;
}

function parseFont(font: string): { weight: string; size: number } {
	const weight = /\b(bold|[1-9]00)\b/.exec(font)?.[1] ?? '400';
	return {
		weight: weight === 'bold' ? '600' : weight,
		size: Number(/([\d.]+)px/.exec(font)?.[1] ?? 12)
	};
}

function tidy(number: number): string {
	return String(Math.round(number * 100) / 100);
}
