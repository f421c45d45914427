// A heatmap as one sentence.
import { formatCount, formatShare } from '../../format.ts';
import type { Heat } from './heat.ts';
import { texts } from '../../../texts/texts.ts';

const words = texts.summaries;

/** The largest combination with a number, and how many are hidden. */
export function summarizeHeat(heat: Heat): string {
	const cells = heat.rows.flatMap((row) =>
		row.cells.map((cell, index) => ({ ...cell, row, column: heat.columns[index] }))
	);
	const [top] = cells
		.filter(({ count }) => count.value !== null)
		.sort((a, b) => (b.count.value ?? 0) - (a.count.value ?? 0));
	const hidden = words.combinationsHidden(formatCount(heat.hidden), formatCount(cells.length));
	if (!top) return hidden;
	const [row, column] = [top.row.label, top.column?.label ?? ''];
	const count = words.all(formatCount(top.count.value ?? 0), heat.unit);
	const say = heat.hidden > 0 ? words.mostCommonShown : words.mostCommon;
	const most = say(row, column, count);
	if (top.share.value === null) return `${most}; ${hidden}`;
	const share = words.shareOf(formatShare(top.share.value), heat.of === 'row' ? row : column);
	return `${most}, ${share}; ${hidden}`;
}
