// Dated marks on a time axis: lines at their periods, with small labels on top that never overlap.
import type { Chart, Plugin } from 'chart.js';
import type { Mark } from '../../read/mark.ts';
import { inkOf, type Ink } from '../palette.ts';
import { font, type Surface } from '../surface.ts';

/** A label that wants to stand right of `x`, in pixels. */
export interface Flag {
	readonly x: number;
	readonly width: number;
}

const rowHeight = 15;
const mostRows = 2;
const gap = 4;
const labelFont = `11px ${font.family}`;

/**
 * A row for each label, from below, so that no two of a row overlap and none leaves the drawing. The newest come first,
 * so that an older label stands above a newer line rather than across it; one without room gets no row. At the right
 * edge a label stands left of its line.
 *
 * @param flags from left to right
 * @param right where the drawing ends, in pixels
 */
export function placeFlags(
	flags: readonly Flag[],
	right: number
): ({ readonly row: number; readonly left: number } | undefined)[] {
	const starts: number[] = Array.from({ length: mostRows }, () => Infinity);
	const placed = flags.toReversed().map(({ x, width }) => {
		const left = x + gap + width <= right ? x + gap : x - gap - width;
		const row = starts.findIndex((start) => left + width + gap <= start);
		if (row < 0 || left < 0) return undefined;
		starts[row] = Math.min(left, x);
		return { row, left };
	});
	return placed.reverse();
}

/** What the marks of one period say, one line each. */
export function markTexts(surface: Surface, period: string | undefined): string[] {
	return (surface.marks ?? []).filter((mark) => mark.period === period).map(({ text }) => text);
}

/** How much room the labels need above the columns, in pixels. */
export function marksHeight(surface: Surface, periods: readonly { readonly id: string }[]): number {
	const shown = new Set(periods.map(({ id }) => id));
	const count = (surface.marks ?? []).filter(({ period }) => shown.has(period)).length;
	return Math.min(count, mostRows) * rowHeight;
}

/** Draws the marks of `surface` over columns at `periods`. */
export function markLines(
	periods: readonly { readonly id: string }[],
	surface: Surface
): Plugin<'bar'> {
	const ink = inkOf(surface.scheme);
	const marks = (surface.marks ?? [])
		.map((mark) => ({ ...mark, index: periods.findIndex(({ id }) => id === mark.period) }))
		.filter(({ index }) => index >= 0)
		.sort((a, b) => a.index - b.index);
	return {
		id: 'marks',
		afterDatasetsDraw(chart) {
			if (marks.length === 0) return;
			const { ctx, chartArea } = chart;
			ctx.save();
			ctx.font = labelFont;
			ctx.textBaseline = 'alphabetic';
			ctx.textAlign = 'left';
			const flags = marks.map((mark) => ({
				...mark,
				x: lineAt(chart, mark, periods.length),
				width: ctx.measureText(mark.label).width
			}));
			const places = placeFlags(flags, chartArea.right);
			flags.forEach(({ x, label, kind }, index) => {
				const place = places[index];
				const top = chartArea.top - (place ? (place.row + 1) * rowHeight - 3 : 4);
				drawLine(chart, x, top, kind, ink);
				if (!place) return;
				ctx.fillStyle = kind === 'epoch' ? ink.text : ink.muted;
				ctx.fillText(label, place.left, top + 9);
			});
			ctx.restore();
		}
	};
}

/** A release or a note stands in its period; an epoch begins with it. */
function lineAt(chart: Chart, { index, kind }: Mark & { index: number }, steps: number): number {
	const middle = chart.scales['x']?.getPixelForValue(index) ?? 0;
	return kind === 'epoch' ? middle - chart.chartArea.width / steps / 2 : middle;
}

/** A line with a rim, so that it shows on columns as well as between them. */
function drawLine(chart: Chart, x: number, top: number, kind: Mark['kind'], ink: Ink): void {
	const { ctx, chartArea } = chart;
	const stroke = (colour: string, width: number, bottom: number, dash: number[]) => {
		ctx.beginPath();
		ctx.setLineDash(dash);
		ctx.strokeStyle = colour;
		ctx.lineWidth = width;
		ctx.moveTo(x, top);
		ctx.lineTo(x, bottom);
		ctx.stroke();
	};
	if (kind === 'note') {
		stroke(ink.muted, 1, chartArea.top, []);
		return;
	}
	stroke(ink.surface, 3, chartArea.bottom, []);
	stroke(
		kind === 'epoch' ? ink.text : ink.muted,
		kind === 'epoch' ? 1.5 : 1,
		chartArea.bottom,
		kind === 'epoch' ? [5, 3] : []
	);
}
