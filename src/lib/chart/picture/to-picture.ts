// From a card to a picture of it: the chart as everybody sees it, in a frame that says all a reader must know.
import type { ChartConfiguration, ChartOptions } from 'chart.js';
import type { Card, Facts } from '../cards/card.ts';
import type { SvgQuery } from '../chart-query.ts';
import { wholeText } from '../draw/heat-steps.ts';
import { naturalHeight } from '../draw/natural-height.ts';
import { inkOf, type Scheme } from '../draw/palette.ts';
import type { Surface } from '../draw/surface.ts';
import { toConfig } from '../draw/to-config.ts';
import { capitalize, formatCount } from '../format.ts';
import { framePlugin } from './draw-frame.ts';
import { toFrame } from './frame.ts';
import { toHeatConfig } from './heat-config.ts';
import { toLegend } from './legend.ts';
import type { MeasureText } from './text-lines.ts';
import { texts } from '../../texts/texts.ts';

/** How a picture shall look: the part of its parameters that is not about data. */
export type Look = Pick<SvgQuery, 'theme' | 'bg' | 'title' | 'legend' | 'width' | 'height'>;

/** What to draw, its size in CSS pixels, and its words for readers who do not see it. */
export interface Picture {
	readonly config: ChartConfiguration;
	readonly width: number;
	readonly height: number;
	readonly title: string;
	readonly description: string;
}

/**
 * Composes the picture of a card. Nothing moves and nothing reacts; a reader's system can't be asked for its theme,
 * so `auto` is light.
 *
 * @param measure measures text in the font that will draw it
 * @param scale pixels per CSS pixel
 */
export function toPicture(card: Card, look: Look, measure: MeasureText, scale = 1): Picture {
	const scheme: Scheme = look.theme === 'dark' ? 'dark' : 'light';
	const legend = look.legend ? toLegend(card.chart) : undefined;
	const content = {
		title: look.title ? card.title : undefined,
		summary: card.summary,
		legend,
		facts: [...toHeatPhrases(card.chart), ...toPhrases(card.facts)],
		extras: [toHiddenPhrase(card.facts), ...(legend?.note ? [legend.note] : []), texts.site.name],
		hidden: card.facts.hidden > 0 ? card.chart.hiddenText : undefined
	};
	const { width, height } = look;
	const frame = toFrame(
		content,
		{ width, height, chartHeight: naturalHeight(card.chart) },
		measure
	);
	const config = configure(card.chart, { scheme, isAnimated: false }, measure);
	const still: ChartOptions = {
		responsive: false,
		animation: false,
		devicePixelRatio: scale,
		events: [],
		layout: { padding: frame.padding }
	};
	return {
		config: {
			...config,
			options: { ...config.options, ...still },
			plugins: [...(config.plugins ?? []), framePlugin(frame, scheme, toGround(look.bg, scheme))]
		},
		width,
		height: frame.height,
		title: card.title,
		description: [card.summary, ...content.facts, toHiddenPhrase(card.facts)].join(' · ')
	};
}

function configure(
	chart: Card['chart'],
	surface: Surface,
	measure: MeasureText
): ChartConfiguration {
	return chart.kind === 'heat' ? toHeatConfig(chart, surface, measure) : toConfig(chart, surface);
}

/** What the cells of a heatmap say, and the figures beside its heads. */
function toHeatPhrases(chart: Card['chart']): string[] {
	if (chart.kind !== 'heat') return [];
	const { measure, unit } = chart;
	const { shareOf, countOf, totals } = texts.pictures;
	return [measure === 'share' ? shareOf(wholeText(chart)) : countOf(unit), totals(unit)];
}

function toPhrases({ range, k, rounding, synthetic }: Facts): string[] {
	return [
		capitalize(range),
		texts.facts.policy(k, rounding),
		...(synthetic ? [texts.facts.synthetic] : [])
	];
}

function toHiddenPhrase({ hidden, cells }: Facts): string {
	return texts.facts.hiddenOf(formatCount(hidden), formatCount(cells));
}

function toGround(bg: string | undefined, scheme: Scheme): string {
	if (bg === undefined) return inkOf(scheme).surface;
	return bg === 'transparent' ? bg : `#${bg}`;
}
