// Hatching: how hidden looks, everywhere. Plain canvas strokes, so that any canvas can draw it.
import type { Ink } from '../palette.ts';

export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

const spacing = 6;

/** Draws diagonal lines over `box`. They follow the canvas, not the box, so that neighbours join up. */
export function hatch(context: CanvasRenderingContext2D, box: Box, ink: Ink): void {
	if (box.width <= 0 || box.height <= 0) return;
	context.save();
	context.beginPath();
	context.rect(box.x, box.y, box.width, box.height);
	context.clip();
	context.strokeStyle = ink.hatch;
	context.lineWidth = 1;
	context.beginPath();
	const first = Math.floor((box.x + box.y) / spacing) * spacing;
	for (let line = first; line <= box.x + box.width + box.y + box.height; line += spacing) {
		context.moveTo(line - box.y, box.y);
		context.lineTo(line - box.y - box.height, box.y + box.height);
	}
	context.stroke();
	context.restore();
}
