// A series as a small line without axes, for the side of a number that is told in words.
import type { Reading } from '../model/reading.ts';

/** What to draw, in the units of a drawing of `width` by `height`, y downwards. */
export interface Spark {
	readonly width: number;
	readonly height: number;
	/** An SVG path; a period without a number interrupts it. */
	readonly path: string;
	/** The newest number. */
	readonly end: { readonly x: number; readonly y: number } | undefined;
	/** Where numbers are hidden. */
	readonly hidden: readonly { readonly x: number; readonly width: number }[];
}

const [width, height, rim] = [120, 32, 3];

/**
 * Draws a series from 0 to its largest number. From 0, as a line that begins elsewhere makes rounding look like change.
 */
export function toSpark(series: readonly Reading[]): Spark {
	const most = Math.max(0, ...series.map(({ value }) => value ?? 0));
	const step = width / Math.max(1, series.length - 1);
	const points = series.map(({ value }, index) =>
		value === null || most === 0
			? undefined
			: { x: round(index * step), y: round(height - rim - (value / most) * (height - 2 * rim)) }
	);
	const path = points
		.map((point, index) => {
			if (!point) return '';
			const isStart = points[index - 1] === undefined;
			const isAlone = isStart && points[index + 1] === undefined;
			return `${isStart ? 'M' : 'L'}${point.x} ${point.y}${isAlone ? 'h0' : ''}`;
		})
		.join('');
	return {
		width,
		height,
		path,
		end: points.findLast((point) => point !== undefined),
		hidden: series.flatMap(({ status }, index) =>
			status === 'hidden' ? [{ x: round((index - 0.5) * step), width: round(step) }] : []
		)
	};
}

function round(length: number): number {
	return Math.round(length * 100) / 100;
}
