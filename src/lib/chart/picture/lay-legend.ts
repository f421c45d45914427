// A legend in columns of equal width, filled row by row.
import { baselineOf, type Block } from './block.ts';
import type { Legend } from './legend.ts';
import { cut, type MeasureText, type TextStyle } from './text-lines.ts';

/** Side of a legend's mark in pixels. */
export const markSize = 12;

const labelStyle: TextStyle = { size: 13, weight: 400, lineHeight: 21, ink: 'text' };
const valueStyle: TextStyle = { ...labelStyle, ink: 'muted' };
const headStyle: TextStyle = { size: 12, weight: 600, lineHeight: 20, ink: 'muted' };

const columnGap = 26;
const labelStart = markSize + 8;
const valueGap = 7;

/** Lays out a legend within `width`: its head, then as many columns as the widest entry allows. */
export function layLegend({ head, entries }: Legend, width: number, measure: MeasureText): Block {
	const cells = entries.map(({ mark, label, value }) => {
		const text = cut(label, labelStyle, width - labelStart, measure);
		const valueStart = labelStart + measure(text, labelStyle) + valueGap;
		const rest = cut(value, valueStyle, Math.max(0, width - valueStart), measure);
		return { mark, text, rest, valueStart, width: valueStart + measure(rest, valueStyle) };
	});
	const widest = Math.max(...cells.map((cell) => cell.width));
	const columns = Math.max(1, Math.floor((width + columnGap) / (widest + columnGap)));
	const step = widest + columnGap;
	const headHeight = head === '' ? 0 : headStyle.lineHeight;
	const rowOf = (index: number) => Math.floor(index / columns);
	const placed = cells.map((cell, index) => ({
		...cell,
		x: (index % columns) * step,
		y: headHeight + baselineOf(rowOf(index), labelStyle),
		top: headHeight + rowOf(index) * labelStyle.lineHeight
	}));
	return {
		height: headHeight + Math.ceil(cells.length / columns) * labelStyle.lineHeight,
		texts: [
			...(head === '' ? [] : [{ text: head, x: 0, y: baselineOf(0, headStyle), style: headStyle }]),
			...placed.flatMap(({ text, rest, valueStart, x, y }) => [
				{ text, x: x + labelStart, y, style: labelStyle },
				...(rest === '' ? [] : [{ text: rest, x: x + valueStart, y, style: valueStyle }])
			])
		],
		marks: placed.map(({ mark, x, top }) => ({
			mark,
			x,
			y: top + (labelStyle.lineHeight - markSize) / 2
		}))
	};
}
