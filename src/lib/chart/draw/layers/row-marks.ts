// What is drawn over the bars of a ranking: their numbers, where they stood before, and the rows without a number.
import type { Chart, Plugin } from 'chart.js';
import { formatCount, formatShare } from '../../format.ts';
import type { Reach, ReachPoint } from '../../model/reach.ts';
import { hatch } from './hatch.ts';
import { inkOf, type Ink } from '../palette.ts';
import { font, type Surface } from '../surface.ts';
import { texts } from '../../../texts/texts.ts';

/** Part of a row that its bar fills, and the most it may be in pixels. */
export const rowShare = 0.62;
export const mostThickness = 28;

/** Marks every row after its bar is drawn. A hidden row is hatched over the whole width, as it could end anywhere. */
export function rowMarks(reach: Reach, surface: Surface): Plugin<'bar'> {
	const ink = inkOf(surface.scheme);
	const valueOf = (point: ReachPoint) => (reach.measure === 'share' ? point.share : point.count);
	const format = reach.measure === 'share' ? formatShare : formatCount;
	return {
		id: 'row-marks',
		afterDatasetsDraw(chart) {
			const step = chart.chartArea.height / reach.rows.length;
			const height = Math.min(step * rowShare, mostThickness);
			chart.ctx.save();
			chart.ctx.font = `${font.size}px ${font.family}`;
			chart.ctx.textBaseline = 'middle';
			reach.rows.forEach((row, index) => {
				const middle = chart.scales['y']?.getPixelForValue(index) ?? 0;
				const now = valueOf(row);
				if (now.status === 'hidden') markHidden(chart, middle, height, ink);
				if (now.value === null) return;
				const before = reach.start.id === reach.period.id ? null : valueOf(row.before).value;
				if (before !== null) markBefore(chart, before, middle, height, ink);
				markValue(chart, Math.max(now.value, before ?? 0), format(now.value), middle, ink);
			});
			chart.ctx.restore();
		}
	};
}

function markHidden({ ctx, chartArea }: Chart, middle: number, height: number, ink: Ink): void {
	const top = middle - height / 2;
	const label = ctx.measureText(texts.readings.hidden).width + 12;
	const hatched = { x: chartArea.left + label, width: chartArea.width - label };
	hatch(ctx, { ...hatched, y: top, height }, ink);
	ctx.fillStyle = ink.surface;
	ctx.fillRect(chartArea.left, top, label, height);
	ctx.textAlign = 'left';
	ctx.fillStyle = ink.muted;
	ctx.fillText(texts.readings.hidden, chartArea.left + 4, middle);
}

/** A line across the bar, with a rim so that it shows on the bar as well as beside it. */
function markBefore(chart: Chart, value: number, middle: number, height: number, ink: Ink): void {
	const x = chart.scales['x']?.getPixelForValue(value) ?? 0;
	const reach = height / 2 + 2;
	chart.ctx.fillStyle = ink.surface;
	chart.ctx.fillRect(x - 2, middle - reach, 4, 2 * reach);
	chart.ctx.fillStyle = ink.text;
	chart.ctx.fillRect(x - 1, middle - reach, 2, 2 * reach);
}

/** The number right of `end`, or inside where there is no room. */
function markValue(chart: Chart, end: number, text: string, middle: number, ink: Ink): void {
	const x = chart.scales['x']?.getPixelForValue(end) ?? 0;
	const fits = x + 8 + chart.ctx.measureText(text).width <= chart.chartArea.right;
	chart.ctx.textAlign = fits ? 'left' : 'right';
	chart.ctx.fillStyle = fits ? ink.text : ink.surface;
	chart.ctx.fillText(text, fits ? x + 7 : x - 7, middle);
}
