// What stands around a chart in a picture: title and summary above, legend and facts below. Pure geometry in pixels.
import {
	layLines,
	pile,
	place,
	space,
	type Block,
	type PlacedMark,
	type PlacedText
} from './block.ts';
import { layLegend } from './lay-legend.ts';
import type { Legend } from './legend.ts';
import { joinToLines, toLines, type MeasureText, type TextStyle } from './text-lines.ts';
import { texts } from '../../texts/texts.ts';

/** Everything but the chart, and how far the chart stays away from the edges. */
export interface Frame {
	readonly width: number;
	readonly height: number;
	readonly padding: {
		readonly top: number;
		readonly right: number;
		readonly bottom: number;
		readonly left: number;
	};
	readonly texts: readonly PlacedText[];
	readonly marks: readonly PlacedMark[];
}

/** What a frame says. `facts` are always there, `extras` where there is room; `hidden` says what hatching means. */
export interface FrameContent {
	readonly title?: string | undefined;
	readonly summary?: string | undefined;
	readonly legend?: Legend | undefined;
	readonly facts: readonly string[];
	readonly extras: readonly string[];
	readonly hidden?: string | undefined;
}

/** Width of the picture, its height if that is given, and otherwise the height of the chart in it. */
export interface FrameSize {
	readonly width: number;
	readonly height?: number | undefined;
	readonly chartHeight: number;
}

const titleStyle: TextStyle = { size: 18, weight: 600, lineHeight: 26, ink: 'text' };
const summaryStyle: TextStyle = { size: 14, weight: 400, lineHeight: 20, ink: 'muted' };
const factStyle: TextStyle = { size: 12, weight: 400, lineHeight: 18, ink: 'muted' };

const leastChartHeight = 96;
const gap = 14;

/**
 * Lays out the frame. Where the height leaves too little for the chart, the summary goes first, then the legend,
 * then title and extras; facts and the meaning of hatching never go.
 */
export function toFrame(content: FrameContent, size: FrameSize, measure: MeasureText): Frame {
	const margin = Math.min(size.width, size.height ?? size.width) < 480 ? 14 : 24;
	const inner = size.width - 2 * margin;
	const { head, foot } = fit(content, size, margin, (kept) => ({
		head: layHead(kept, inner, measure),
		foot: layFoot(kept, inner, measure)
	}));
	const top = margin + (head.height > 0 ? head.height + gap : 0);
	const bottom = foot.height + gap + margin;
	const height = size.height ?? top + size.chartHeight + bottom;
	const blocks = [place(head, margin, margin), place(foot, margin, height - margin - foot.height)];
	return {
		width: size.width,
		height,
		padding: { top, right: margin, bottom, left: margin },
		texts: blocks.flatMap(({ texts }) => texts),
		marks: blocks.flatMap(({ marks }) => marks)
	};
}

interface HeadAndFoot {
	readonly head: Block;
	readonly foot: Block;
}

/** The fullest content that leaves room for the chart; the barest one where none does. */
function fit(
	content: FrameContent,
	{ height = Infinity }: FrameSize,
	margin: number,
	lay: (content: FrameContent) => HeadAndFoot
): HeadAndFoot {
	const { title, facts, extras, hidden } = content;
	const barest = lay({ facts, extras: [], hidden });
	const fuller = [
		content,
		{ ...content, summary: undefined },
		{ title, facts, extras, hidden }
	].map(lay);
	const room = height - 2 * margin - 2 * gap - leastChartHeight;
	return fuller.find(({ head, foot }) => head.height + foot.height <= room) ?? barest;
}

function layHead({ title, summary }: FrameContent, width: number, measure: MeasureText): Block {
	const titles = title === undefined ? [] : toLines(title, titleStyle, width, measure);
	const lines = summary === undefined ? [] : toLines(summary, summaryStyle, width, measure);
	return pile([layLines(titles, titleStyle), layLines(lines, summaryStyle)]);
}

function layFoot(content: FrameContent, width: number, measure: MeasureText): Block {
	const { legend, hidden } = content;
	const meaning = hidden && !legend ? [texts.pictures.hatched(hidden)] : [];
	const facts = [...content.facts, ...meaning, ...content.extras];
	const lines = layLines(joinToLines(facts, ' · ', factStyle, width, measure), factStyle);
	if (!legend || legend.entries.length === 0) return lines;
	return pile([layLegend(legend, width, measure), space(10), lines]);
}
