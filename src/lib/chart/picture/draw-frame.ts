// Draws a frame around a chart, as a plugin of Chart.js, so that both share one canvas.
import type { Plugin } from 'chart.js';
import { hatch } from '../draw/layers/hatch.ts';
import { colourOf, inkOf, type Scheme } from '../draw/palette.ts';
import { font } from '../draw/surface.ts';
import type { PlacedMark, PlacedText } from './block.ts';
import type { Frame } from './frame.ts';
import { markSize } from './lay-legend.ts';
import type { TextStyle } from './text-lines.ts';

/** The CSS font of a style. */
export function fontOf({ weight, size }: TextStyle): string {
	return `${weight} ${size}px ${font.family}`;
}

/**
 * Fills the ground before the chart is drawn, and puts the frame around it after.
 *
 * @param ground CSS colour, or `transparent`
 */
export function framePlugin(frame: Frame, scheme: Scheme, ground: string): Plugin {
	return {
		id: 'frame',
		beforeDraw({ ctx }) {
			if (ground === 'transparent') return;
			ctx.save();
			ctx.fillStyle = ground;
			ctx.fillRect(0, 0, frame.width, frame.height);
			ctx.restore();
		},
		afterDraw({ ctx }) {
			ctx.save();
			for (const mark of frame.marks) drawMark(ctx, mark, scheme);
			for (const text of frame.texts) drawText(ctx, text, scheme);
			ctx.restore();
		}
	};
}

function drawText(
	context: CanvasRenderingContext2D,
	{ text, x, y, style }: PlacedText,
	scheme: Scheme
): void {
	context.font = fontOf(style);
	context.textAlign = 'left';
	context.textBaseline = 'alphabetic';
	context.fillStyle = inkOf(scheme)[style.ink];
	context.fillText(text, x, y);
}

function drawMark(
	context: CanvasRenderingContext2D,
	{ mark, x, y }: PlacedMark,
	scheme: Scheme
): void {
	const ink = inkOf(scheme);
	const box = { x, y, width: markSize, height: markSize };
	context.lineWidth = 1;
	context.setLineDash([]);
	if (mark.kind === 'before') {
		context.fillStyle = ink.text;
		context.fillRect(x + markSize / 2 - 1, y - 1, 2, markSize + 2);
	} else if (mark.kind === 'gap') {
		context.strokeStyle = ink.muted;
		context.setLineDash([2, 2]);
		context.strokeRect(x + 0.5, y + 0.5, markSize - 1, markSize - 1);
	} else if (mark.kind === 'hatch') {
		hatch(context, box, ink);
		context.strokeStyle = ink.hatch;
		context.strokeRect(x + 0.5, y + 0.5, markSize - 1, markSize - 1);
	} else {
		context.fillStyle = colourOf(mark, scheme);
		context.fillRect(x, y, markSize, markSize);
	}
}
