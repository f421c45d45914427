// The totals of an earlier range as a thin outline over the columns of this one, period by period.
import type { Chart, Plugin } from 'chart.js';
import type { Stack } from '../../model/stack.ts';
import { inkOf } from '../palette.ts';
import type { Surface } from '../surface.ts';

/**
 * Draws the published totals of `surface.previous` as steps; the line ends where a total is hidden or missing. Only
 * counts are compared, as a whole is always 100 %.
 */
export function previousSteps(stack: Stack, surface: Surface): Plugin<'bar'> {
	const ink = inkOf(surface.scheme);
	const totals = previousTotals(stack, surface);
	return {
		id: 'previous-steps',
		afterDatasetsDraw(chart) {
			if (totals.every((total) => total === null)) return;
			const { ctx } = chart;
			ctx.save();
			for (const [width, colour] of [
				[3.5, ink.surface],
				[1.5, ink.text]
			] as const) {
				ctx.strokeStyle = colour;
				ctx.lineWidth = width;
				ctx.beginPath();
				trace(chart, totals);
				ctx.stroke();
			}
			ctx.restore();
		}
	};
}

/** The earlier totals by index of this stack's periods, `null` where there is no number. */
export function previousTotals(stack: Stack, { previous }: Surface): (number | null)[] {
	if (!previous || stack.measure !== 'count') return stack.periods.map(() => null);
	return stack.periods.map((_, index) => previous.totals[index]?.value ?? null);
}

function trace(chart: Chart, totals: readonly (number | null)[]): void {
	const [across, up] = [chart.scales['x'], chart.scales['y']];
	if (!across || !up) return;
	const half = chart.chartArea.width / totals.length / 2;
	totals.forEach((total, index) => {
		if (total === null) return;
		const [x, y] = [across.getPixelForValue(index), up.getPixelForValue(total)];
		const isJoined = index > 0 && totals[index - 1] !== null;
		if (isJoined) chart.ctx.lineTo(x - half, y);
		else chart.ctx.moveTo(x - half, y);
		chart.ctx.lineTo(x + half, y);
	});
}
