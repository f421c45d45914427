// A heatmap as a Chart.js configuration without data: a plugin draws its grid where a chart would be.
import type { ChartConfiguration, Plugin } from 'chart.js';
import { hatch } from '../draw/layers/hatch.ts';
import { inkOf, type Ink, type Scheme } from '../draw/palette.ts';
import { heatColoursOf } from './heat-colours.ts';
import { baseOptions, type Surface } from '../draw/surface.ts';
import type { Heat } from '../model/matrix/heat.ts';
import { fontOf } from './draw-frame.ts';
import {
	cellStyle,
	headStyle,
	toHeatGrid,
	totalStyle,
	type HeatBox,
	type HeatGrid
} from './heat-grid.ts';
import type { MeasureText } from './text-lines.ts';

/** The configuration of a heatmap's picture; pages show a table instead. */
export function toHeatConfig(
	heat: Heat,
	surface: Surface,
	measure: MeasureText
): ChartConfiguration {
	return {
		type: 'bar',
		data: { datasets: [] },
		options: {
			...baseOptions(surface),
			scales: { x: { display: false }, y: { display: false } }
		},
		plugins: [gridPlugin(heat, surface.scheme, measure)]
	};
}

function gridPlugin(heat: Heat, scheme: Scheme, measure: MeasureText): Plugin {
	return {
		id: 'heat-grid',
		afterDatasetsDraw({ ctx, chartArea }) {
			const { left: x, top: y, width, height } = chartArea;
			const grid = toHeatGrid(heat, { x, y, width, height }, measure);
			ctx.save();
			for (const box of grid.boxes) drawBox(ctx, box, scheme);
			drawHeads(ctx, grid, inkOf(scheme));
			ctx.restore();
		}
	};
}

function drawBox(context: CanvasRenderingContext2D, box: HeatBox, scheme: Scheme): void {
	const ink = inkOf(scheme);
	const { x, y, width, height, step, status, text } = box;
	const colours = step === undefined ? undefined : heatColoursOf(step, scheme);
	if (colours) {
		context.fillStyle = colours.ground;
		context.fillRect(x, y, width, height);
	}
	context.font = fontOf(cellStyle);
	context.textAlign = 'center';
	context.textBaseline = 'middle';
	const [middle, centre] = [x + width / 2, y + height / 2];
	if (status === 'hidden') {
		hatch(context, box, ink);
		const room = text === '' ? 0 : context.measureText(text).width + 8;
		context.fillStyle = ink.surface;
		context.fillRect(middle - room / 2, centre - 9, room, 18);
	}
	context.fillStyle = colours?.text ?? ink.muted;
	if (text !== '') context.fillText(text, middle, centre);
}

function drawHeads(context: CanvasRenderingContext2D, grid: HeatGrid, ink: Ink): void {
	const write = (text: string, x: number, y: number, isTotal: boolean) => {
		if (text === '') return;
		context.font = fontOf(isTotal ? totalStyle : headStyle);
		context.fillStyle = isTotal ? ink.muted : ink.text;
		context.fillText(text, x, y);
	};
	context.textBaseline = 'middle';
	context.textAlign = 'center';
	for (const { lines, total, x, y } of grid.columns) {
		lines.toReversed().forEach((line, above) => {
			write(line, x, y - above * headStyle.lineHeight, false);
		});
		write(total, x, y + 18, true);
	}
	context.textAlign = 'left';
	for (const { lines, total, x, y } of grid.rows) {
		const text = lines.join(' ');
		write(text, x, y, false);
		write(total, x + context.measureText(text).width + 6, y, true);
	}
}
