// How tall a chart is when nobody says otherwise.
import type { Card } from '../cards/card.ts';

/** Height of a row of a heatmap, and of its heads, in CSS pixels. */
const heatRow = 34;
const heatHead = 52;

/** In CSS pixels; rankings and heatmaps grow with their rows. */
export function naturalHeight(chart: Card['chart']): number {
	switch (chart.kind) {
		case 'reach':
			return 48 + 30 * chart.rows.length;
		case 'heat':
			return heatHead + heatRow * chart.rows.length;
		default:
			return 320;
	}
}
