// How dark a cell of a heatmap is, and what its share is one of.
import type { Heat } from '../model/matrix/heat.ts';
import { texts } from '../../texts/texts.ts';

/** Shades of a heatmap, from the lightest on. */
const stepCount = 8;

/** The shade, 0 to 7, of a value from 0 to `most`; equal steps, so that twice as dark is about twice as much. */
export function stepOf(value: number, most: number): number {
	if (most <= 0) return 0;
	return Math.min(stepCount - 1, Math.floor((value / most) * stepCount));
}

/** What the darkest shade stands for: all of a share, the largest of the counts. */
export function mostOf({ measure, rows }: Pick<Heat, 'measure' | 'rows'>): number {
	if (measure === 'share') return 1;
	return Math.max(...rows.flatMap(({ cells }) => cells.map(({ count }) => count.value ?? 0)), 0);
}

/** The whole of a share, after it. */
export function wholeText({ of }: Pick<Heat, 'of'>): string {
	return of === 'row' ? texts.heat.ofRow : texts.heat.ofColumn;
}
