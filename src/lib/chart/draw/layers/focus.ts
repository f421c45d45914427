// What reading adds to a drawing: a ring around the point that is read, a band over what is selected, and others dimmed.
import type { Chart, Element, Plugin } from 'chart.js';
import type { Place, Span } from '../../read/walk.ts';
import { inkOf, type Ink, type Scheme } from '../palette.ts';

/** Changed by the reader while the chart stands; each is absent when there is none. */
export interface Focus {
	place: Place | undefined;
	span: Span | undefined;
	/** The only band that is not dimmed. */
	highlighted: number | undefined;
}

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

const dimmed = 0.18;

/** Draws `focus` as it is at that moment. */
export function focusLayer(focus: Focus, scheme: Scheme): Plugin {
	const ink = inkOf(scheme);
	return {
		id: 'focus',
		beforeDatasetDraw(chart, { index }) {
			const { highlighted } = focus;
			chart.ctx.globalAlpha = highlighted === undefined || highlighted === index ? 1 : dimmed;
		},
		afterDatasetDraw(chart) {
			chart.ctx.globalAlpha = 1;
		},
		afterDatasetsDraw(chart) {
			const { ctx } = chart;
			ctx.save();
			if (focus.span) drawSelection(chart, focus.span, ink);
			if (focus.place) ring(ctx, boxOfPlace(chart, focus.place), ink);
			ctx.restore();
		}
	};
}

/** Lays a band over what is selected, and washes out what is not. */
function drawSelection(chart: Chart, span: Span, ink: Ink): void {
	const { ctx, chartArea } = chart;
	const { x, width } = boxOfSteps(chart, span);
	const fill = (colour: string, alpha: number, left: number, right: number) => {
		ctx.fillStyle = colour;
		ctx.globalAlpha = alpha;
		ctx.fillRect(left, chartArea.top, right - left, chartArea.height);
	};
	fill(ink.surface, 0.6, chartArea.left, x);
	fill(ink.surface, 0.6, x + width, chartArea.right);
	fill(ink.text, 0.12, x, x + width);
	fill(ink.text, 1, x, x + 2);
	fill(ink.text, 1, x + width - 2, x + width);
	ctx.globalAlpha = 1;
}

/** How many steps a chart has, and whether they lie below each other. */
export function stepsOf(chart: Chart): { steps: number; isVertical: boolean } {
	const lengths = chart.data.datasets.map(({ data }) => data.length);
	const isVertical = (chart.options as { indexAxis?: string }).indexAxis === 'y';
	return { steps: Math.max(0, ...lengths), isVertical };
}

function ring(ctx: CanvasRenderingContext2D, box: Box, ink: Ink): void {
	for (const [width, colour] of [
		[5, ink.surface],
		[2, ink.text]
	] as const) {
		ctx.strokeStyle = colour;
		ctx.lineWidth = width;
		ctx.beginPath();
		ctx.roundRect(box.x, box.y, box.width, box.height, 3);
		ctx.stroke();
	}
}

/** The box of a mark; of the whole step where it has no extent, as what is hidden has none. */
function boxOfPlace(chart: Chart, { step, band }: Place): Box {
	const whole = boxOfSteps(chart, { first: step, last: step });
	const element = band === undefined ? undefined : chart.getDatasetMeta(band).data[step];
	const { isVertical } = stepsOf(chart);
	const bar = element && barOf(element);
	if (!bar || bar.height < 1 || bar.width < 1) return whole;
	return isVertical ? { ...whole, x: bar.x, width: bar.width } : bar;
}

function barOf(element: Element): Box | undefined {
	const keys = ['x', 'y', 'base', 'width', 'height', 'horizontal'] as const;
	const { x, y, base, width, height, horizontal } = element.getProps([...keys]) as unknown as {
		readonly [key in (typeof keys)[number]]: number | boolean | undefined;
	} & Readonly<Record<'x' | 'y', number>>;
	if (typeof base !== 'number' || typeof width !== 'number' || typeof height !== 'number') {
		return { x: x - 6, y: y - 6, width: 12, height: 12 };
	}
	return horizontal
		? { x: Math.min(base, x), y: y - height / 2, width: Math.abs(x - base), height }
		: { x: x - width / 2, y: Math.min(base, y), width, height: Math.abs(y - base) };
}

function boxOfSteps(chart: Chart, { first, last }: Span): Box {
	const { steps, isVertical } = stepsOf(chart);
	const { left, top, width, height } = chart.chartArea;
	const length = (isVertical ? height : width) / steps;
	const [start, extent] = [first * length, (last - first + 1) * length];
	return isVertical
		? { x: left, y: top + start, width, height: extent }
		: { x: left + start, y: top, width: extent, height };
}
