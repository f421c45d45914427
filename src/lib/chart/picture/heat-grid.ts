// Where the cells of a heatmap stand in a picture, and what fits into them. Pure geometry in pixels.
import { formatCount, formatShare } from '../format.ts';
import { mostOf, stepOf } from '../draw/heat-steps.ts';
import type { Box } from '../draw/layers/hatch.ts';
import type { Heat, HeatHead } from '../model/matrix/heat.ts';
import { cut, toLines, type MeasureText, type TextStyle } from './text-lines.ts';

/** One combination: a shade with its number, or the state that it has instead. */
export interface HeatBox extends Box {
	readonly step: number | undefined;
	readonly status: 'published' | 'hidden' | 'missing';
	/** Empty where it does not fit: half a number would be another one. */
	readonly text: string;
}

/**
 * A head and its total. Of a row, `x` is the left and `y` the middle; of a column `x` is the middle and `y` that of
 * its last line.
 */
export interface HeatLabel {
	readonly lines: readonly string[];
	readonly total: string;
	readonly x: number;
	readonly y: number;
}

/** A heatmap laid out. */
export interface HeatGrid {
	readonly boxes: readonly HeatBox[];
	readonly columns: readonly HeatLabel[];
	readonly rows: readonly HeatLabel[];
}

export const headStyle: TextStyle = { size: 13, weight: 600, lineHeight: 18, ink: 'text' };
export const totalStyle: TextStyle = { size: 12, weight: 400, lineHeight: 16, ink: 'muted' };
export const cellStyle: TextStyle = { size: 13, weight: 400, lineHeight: 18, ink: 'text' };

const gap = 2;
const totalGap = 6;
/** How much hatching must be left beside its word. */
const leastHatch = 34;

/**
 * Lays the matrix out inside `area`: heads of rows to the left, of columns above, equal cells for the rest.
 *
 * @param measure measures text in the font that will draw it
 */
export function toHeatGrid(heat: Heat, area: Box, measure: MeasureText): HeatGrid {
	const side = widthOfHeads(heat, area.width, measure);
	const left = area.x + side;
	const width = (area.width - side) / Math.max(1, heat.columns.length);
	const heads = heat.columns.map(({ label }) => toLines(label, headStyle, width - 4, measure));
	const headHeight = Math.max(1, ...heads.map(({ length }) => length)) * headStyle.lineHeight + 24;
	const height = (area.height - headHeight) / Math.max(1, heat.rows.length);
	const top = area.y + headHeight;
	const most = mostOf(heat);
	const columns = heat.columns.map((column, index) => ({
		lines: heads[index] ?? [],
		total: fit(totalText(column), totalStyle, width - 4, measure),
		x: left + (index + 0.5) * width,
		y: top - 32
	}));
	const rows = heat.rows.map((row, index) => {
		const total = totalText(row);
		const room = side - totalGap - (total === '' ? 0 : measure(total, totalStyle) + totalGap);
		return {
			lines: [cut(row.label, headStyle, room, measure)],
			total,
			x: area.x,
			y: top + (index + 0.5) * height
		};
	});
	const boxes = heat.rows.flatMap((row, down) =>
		row.cells.map((cell, across): HeatBox => {
			const { value, status } = cell[heat.measure];
			const room = width - (status === 'hidden' ? leastHatch : 6);
			return {
				x: left + across * width + gap / 2,
				y: top + down * height + gap / 2,
				width: Math.max(0, width - gap),
				height: Math.max(0, height - gap),
				status,
				step: value === null ? undefined : stepOf(value, most),
				text: height < cellStyle.size ? '' : fit(textOf(), cellStyle, room, measure)
			};

			function textOf(): string {
				if (value === null) return status === 'hidden' ? 'hidden' : '–';
				return heat.measure === 'share' ? formatShare(value) : formatCount(value);
			}
		})
	);
	return { boxes, columns, rows };
}

/** As wide as the widest head of a row, but no more than two fifths of the picture. */
function widthOfHeads({ rows }: Heat, width: number, measure: MeasureText): number {
	const widths = rows.map(
		(row) =>
			measure(row.label, headStyle) + measure(totalText(row), totalStyle) + 2 * totalGap + gap
	);
	return Math.min(Math.max(0, ...widths), 0.4 * width);
}

function totalText({ total }: HeatHead): string {
	return total.value === null ? '' : formatCount(total.value);
}

function fit(text: string, style: TextStyle, width: number, measure: MeasureText): string {
	return measure(text, style) <= width ? text : '';
}
