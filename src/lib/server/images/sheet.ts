// What pictures of pixels are drawn on. The last one is kept for the next picture of its size: to get the memory of
// another takes longer than to draw on it, and keeps the garbage collector busy.
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import { rememberSizes } from './text-sizes.ts';

/** Pixels of a canvas that may be kept; four bytes each. */
const mostPixels = 4_000_000;

interface Size {
	/** Pixels across. */
	readonly width: number;
	/** Pixels down. */
	readonly height: number;
}

/** A canvas with its real size. */
export interface Sheet extends Size {
	readonly canvas: Canvas;
	readonly context: SKRSContext2D;
}

let spare: Sheet | undefined;

/**
 * A canvas that nobody else draws on; it may show an earlier picture. To be given back when its picture was read.
 *
 * A chart reads its size in CSS pixels from its canvas and then sets that in pixels. This canvas has it from the
 * beginning, and its `width` and `height` are but notes: setting the real ones gets the memory anew, once for each side.
 *
 * @param width in CSS pixels
 * @param height in CSS pixels
 * @param scale pixels for each of them, across and down
 */
export function takeSheet(width: number, height: number, scale: number): Sheet {
	const size = { width: Math.floor(width * scale), height: Math.floor(height * scale) };
	const sheet = takeSpare(size) ?? makeSheet(size);
	Object.assign(sheet.canvas, { width, height });
	return sheet;
}

/** Lets the next one draw on it. Not for one on which drawing failed: what it was set to can't be taken back. */
export function giveBackSheet(sheet: Sheet): void {
	if (sheet.width * sheet.height > mostPixels) return;
	sheet.context.restore();
	sheet.context.save();
	spare = sheet;
}

function takeSpare({ width, height }: Size): Sheet | undefined {
	const kept = spare;
	if (kept?.width !== width || kept.height !== height) return undefined;
	spare = undefined;
	return kept;
}

function makeSheet({ width, height }: Size): Sheet {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext('2d');
	const note = { value: 0, writable: true };
	Object.defineProperties(canvas, { width: note, height: note });
	rememberSizes(context);
	context.save();
	return { canvas, context, width, height };
}
