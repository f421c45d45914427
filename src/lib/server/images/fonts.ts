// The font of pictures, from its npm package alone: a picture looks the same on every machine.
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { createRequire } from 'node:module';
import type { MeasureText } from '../../chart/picture/text-lines.ts';
import { fontOf } from '../../chart/picture/draw-frame.ts';
import { rememberSizes } from './text-sizes.ts';

/** Name under which every chart asks for its font first, see `font` in chart/draw/surface.ts. */
const name = 'system-ui';

const require = createRequire(import.meta.url);
const files = [
	require.resolve('@fontsource/inter/files/inter-latin-400-normal.woff2'),
	require.resolve('@fontsource/inter/files/inter-latin-600-normal.woff2')
];

/** Forgets the fonts of the system and registers ours; returns how to measure text in it. */
export function loadFonts(): MeasureText {
	GlobalFonts.removeAll();
	for (const file of files) {
		if (!GlobalFonts.registerFromPath(file, name)) throw new Error(`can't read the font ${file}`);
	}
	const context = createCanvas(1, 1).getContext('2d');
	rememberSizes(context);
	let current = '';
	return (text, style) => {
		const font = fontOf(style);
		if (font !== current) context.font = current = font;
		return context.measureText(text).width;
	};
}
