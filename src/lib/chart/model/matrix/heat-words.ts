// A heatmap as one sentence.
import { formatCount, formatShare } from '../../format.ts';
import type { Heat } from './heat.ts';

/** The largest combination with a number, and how many are hidden. */
export function summarizeHeat(heat: Heat): string {
	const cells = heat.rows.flatMap((row) =>
		row.cells.map((cell, index) => ({ ...cell, row, column: heat.columns[index] }))
	);
	const [top] = cells
		.filter(({ count }) => count.value !== null)
		.sort((a, b) => (b.count.value ?? 0) - (a.count.value ?? 0));
	const hidden = `${formatCount(heat.hidden)} of ${formatCount(cells.length)} combinations are hidden`;
	if (!top) return hidden;
	const share =
		top.share.value === null
			? ''
			: `, ${formatShare(top.share.value)} of ${heat.of === 'row' ? top.row.label : (top.column?.label ?? '')}`;
	const name = `${top.row.label} with ${top.column?.label ?? ''}`;
	return `Most common is ${name}: ${formatCount(top.count.value ?? 0)} ${heat.unit}${share}; ${hidden}`;
}
