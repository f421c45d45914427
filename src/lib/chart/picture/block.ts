// Texts and marks at their places, and how such blocks are put on top of each other.
import type { LegendMark } from './legend.ts';
import type { TextStyle } from './text-lines.ts';

/** A text at its place; `y` is its alphabetic baseline. */
export interface PlacedText {
	readonly text: string;
	readonly x: number;
	readonly y: number;
	readonly style: TextStyle;
}

/** The mark of a legend entry; `x` and `y` are its upper left corner. */
export interface PlacedMark {
	readonly mark: LegendMark;
	readonly x: number;
	readonly y: number;
}

/** Texts and marks from the top down, and how much height they take. */
export interface Block {
	readonly height: number;
	readonly texts: readonly PlacedText[];
	readonly marks: readonly PlacedMark[];
}

/** Baseline of a row of text, so that its capitals stand in the middle of the line. */
export function baselineOf(row: number, { lineHeight, size }: TextStyle): number {
	return row * lineHeight + lineHeight / 2 + size * 0.36;
}

/** A paragraph. */
export function layLines(lines: readonly string[], style: TextStyle): Block {
	return {
		height: lines.length * style.lineHeight,
		texts: lines.map((text, row) => ({ text, x: 0, y: baselineOf(row, style), style })),
		marks: []
	};
}

/** Nothing, `height` pixels of it. */
export function space(height: number): Block {
	return { height, texts: [], marks: [] };
}

/** Blocks under each other. */
export function pile(blocks: readonly Block[]): Block {
	return blocks.reduce((above, block) => {
		const below = place(block, 0, above.height);
		return {
			height: above.height + block.height,
			texts: [...above.texts, ...below.texts],
			marks: [...above.marks, ...below.marks]
		};
	}, space(0));
}

/** A block moved right and down. */
export function place(block: Block, x: number, y: number): Block {
	const move = <Placed extends { readonly x: number; readonly y: number }>(one: Placed) => ({
		...one,
		x: one.x + x,
		y: one.y + y
	});
	return { ...block, texts: block.texts.map(move), marks: block.marks.map(move) };
}
