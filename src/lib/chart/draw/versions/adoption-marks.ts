// What is drawn behind the lines of an adoption: what rounding and hiding leave open, and where 50 and 80 % are reached.
import type { Chart, Plugin } from 'chart.js';
import { formatShare } from '../../format.ts';
import type { Adoption, AdoptionLine } from '../../model/versions/adoption.ts';
import { colourOf, inkOf, type Ink } from '../palette.ts';
import { font, type Surface } from '../surface.ts';

const guides = [
	{ share: 0.5, milestone: 't50' },
	{ share: 0.8, milestone: 't80' }
] as const;

/** Guide lines with a tick for each release that has reached them; whiskers from low to high, dashed where hidden. */
export function adoptionMarks(adoption: Adoption, surface: Surface): Plugin<'line'> {
	const ink = inkOf(surface.scheme);
	return {
		id: 'adoption-marks',
		beforeDatasetsDraw(chart) {
			chart.ctx.save();
			chart.ctx.font = `${font.size}px ${font.family}`;
			for (const { share, milestone } of guides) {
				markGuide(chart, share, ink);
				for (const line of adoption.lines) {
					const day = line[milestone].value;
					if (day !== undefined) markDay(chart, day, share, colourOf(line.tone, surface.scheme));
				}
			}
			adoption.lines.forEach((line, index) => {
				if (chart.isDatasetVisible(index)) markRoom(chart, line, surface, ink);
			});
			chart.ctx.restore();
		}
	};
}

function markGuide({ ctx, chartArea, scales }: Chart, share: number, ink: Ink): void {
	const y = scales['y']?.getPixelForValue(share) ?? 0;
	ctx.strokeStyle = ink.muted;
	ctx.lineWidth = 1;
	ctx.setLineDash([4, 4]);
	stroke(ctx, [chartArea.left, y], [chartArea.right, y]);
	ctx.fillStyle = ink.muted;
	ctx.textAlign = 'right';
	ctx.textBaseline = 'bottom';
	ctx.fillText(formatShare(share), chartArea.right, y - 2);
}

function markDay({ ctx, scales }: Chart, day: number, share: number, colour: string): void {
	const [x, y] = [
		scales['x']?.getPixelForValue(day) ?? 0,
		scales['y']?.getPixelForValue(share) ?? 0
	];
	ctx.strokeStyle = colour;
	ctx.lineWidth = 2;
	ctx.setLineDash([]);
	stroke(ctx, [x, y - 6], [x, y + 6]);
}

function markRoom({ ctx, scales }: Chart, line: AdoptionLine, surface: Surface, ink: Ink): void {
	ctx.lineWidth = 1;
	for (const { day, low, high, value } of line.points) {
		if (low === null || high === null) continue;
		const x = scales['x']?.getPixelForValue(day) ?? 0;
		ctx.strokeStyle = value === null ? ink.hatch : colourOf(line.tone, surface.scheme);
		ctx.setLineDash(value === null ? [2, 2] : []);
		stroke(
			ctx,
			[x, scales['y']?.getPixelForValue(low) ?? 0],
			[x, scales['y']?.getPixelForValue(high) ?? 0]
		);
	}
}

type Point = readonly [number, number];

function stroke(ctx: CanvasRenderingContext2D, [fromX, fromY]: Point, [toX, toY]: Point): void {
	ctx.beginPath();
	ctx.moveTo(fromX, fromY);
	ctx.lineTo(toX, toY);
	ctx.stroke();
}
