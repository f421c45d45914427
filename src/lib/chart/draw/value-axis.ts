// The axis of numbers, counts or shares, the same in every chart.
import type { Measure } from '../chart-query.ts';
import { formatCount, formatShare } from '../format.ts';
import type { Ink } from './palette.ts';
import { font } from './surface.ts';

/** A linear axis from 0, of shares to 1, with quiet lines and few ticks. */
export function valueAxis(measure: Measure, ink: Ink) {
	const format = measure === 'share' ? formatShare : formatCount;
	return {
		beginAtZero: true,
		...(measure === 'share' ? { max: 1 } : {}),
		border: { display: false },
		grid: { color: ink.grid },
		ticks: {
			color: ink.muted,
			font,
			maxTicksLimit: 6,
			callback: (value: number | string) => format(Number(value))
		}
	};
}
