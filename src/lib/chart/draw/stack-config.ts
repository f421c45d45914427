// Bands over time as stacked columns. A column, unlike a line, claims nothing about the time between two periods.
import type { ChartConfiguration, Plugin } from 'chart.js';
import { formatCount, formatPeriod } from '../format.ts';
import type { Band, Stack } from '../model/stack.ts';
import { hatch } from './layers/hatch.ts';
import { heightsOf } from './heights.ts';
import { markLines, marksHeight, markTexts } from './layers/marks.ts';
import { previousSteps, previousTotals } from './layers/previous-steps.ts';
import { colourOf, inkOf, type Ink } from './palette.ts';
import { periodTicks, periodTitle } from './period-axis.ts';
import { readingText } from './reading-text.ts';
import { baseOptions, tooltipLook, type Surface } from './surface.ts';
import { valueAxis } from './value-axis.ts';
import { texts } from '../../texts/texts.ts';

export type StackConfiguration = ChartConfiguration<'bar', (number | null)[], string>;

/**
 * Chart.js configuration of a stack: one dataset for each band in its order, the remainder last and hatched.
 *
 * A hidden or missing reading is `null`, never 0. A period whose total is hidden is hatched from top to bottom;
 * a period without a release is a gap.
 */
export function toStackConfig(stack: Stack, surface: Surface): StackConfiguration {
	const ink = inkOf(surface.scheme);
	const heights = heightsOf(stack);
	const isShare = stack.measure === 'share';
	const earlier = previousTotals(stack, surface);
	return {
		type: 'bar',
		data: {
			labels: stack.periods.map(({ id }) => id),
			datasets: stack.bands.map((band, index) => ({
				label: band.label,
				data: heights[index] ?? [],
				backgroundColor: isHatched(band) ? 'transparent' : colourOf(band.tone, surface.scheme),
				hoverBackgroundColor: isHatched(band) ? 'transparent' : colourOf(band.tone, surface.scheme),
				borderColor: 'transparent',
				borderWidth: { top: 1 },
				borderSkipped: false,
				categoryPercentage: 1,
				barPercentage: stack.periods.length > 60 ? 1 : 0.88,
				maxBarThickness: 72
			}))
		},
		options: {
			...baseOptions(surface),
			layout: { padding: { top: marksHeight(surface, stack.periods) } },
			interaction: { mode: 'index', intersect: false },
			scales: {
				x: {
					border: { display: false },
					stacked: true,
					grid: { display: false },
					ticks: periodTicks(stack.periods, ink)
				},
				y: {
					...valueAxis(stack.measure, ink),
					stacked: true,
					...(isShare ? {} : { suggestedMax: Math.max(0, ...earlier.map((total) => total ?? 0)) })
				}
			},
			plugins: {
				legend: { display: false },
				tooltip: {
					...tooltipLook(surface),
					itemSort: (a, b) => b.datasetIndex - a.datasetIndex,
					callbacks: {
						title: ([item]) => periodTitle(stack.periods[item?.dataIndex ?? 0]),
						beforeBody: ([item]) => markTexts(surface, stack.periods[item?.dataIndex ?? -1]?.id),
						label: ({ datasetIndex, dataIndex }) => {
							const band = stack.bands[datasetIndex];
							return band ? ` ${band.label}: ${readingText(stack, band, dataIndex)}` : '';
						},
						labelColor: ({ datasetIndex }) => {
							const tone = stack.bands[datasetIndex]?.tone ?? { kind: 'neutral' };
							const colour = colourOf(tone, surface.scheme);
							return {
								borderColor: colour,
								backgroundColor: tone.kind === 'hatch' ? 'transparent' : colour
							};
						},
						footer: ([item]) => toFooter(stack, surface, item?.dataIndex ?? 0)
					}
				}
			}
		},
		plugins: [
			hatching(stack, ink),
			previousSteps(stack, surface),
			markLines(stack.periods, surface)
		]
	};
}

function isHatched(band: Band): boolean {
	return band.tone.kind === 'hatch';
}

function toFooter(stack: Stack, surface: Surface, index: number): string[] {
	const total = toTotal(stack, index);
	const [earlier, when] = [previousTotals(stack, surface)[index], surface.previous?.periods[index]];
	if (typeof earlier !== 'number' || !when) return [total];
	return [total, texts.drawing.earlier(formatCount(earlier), formatPeriod(when))];
}

function toTotal(stack: Stack, index: number): string {
	const total = stack.totals[index];
	if (!total || total.status === 'missing') return texts.drawing.nothingPublished;
	return total.value === null
		? texts.drawing.totalHidden(stack.hiddenText)
		: texts.drawing.total(formatCount(total.value), stack.unit);
}

/** Hatches the remainder, and the whole column where the total itself is hidden. */
function hatching(stack: Stack, ink: Ink): Plugin<'bar'> {
	return {
		id: 'hatching',
		afterDatasetDraw(chart, { index: drawn }) {
			if (drawn !== stack.bands.length - 1) return;
			const columns = chart.getDatasetMeta(stack.bands.length - 1).data;
			const { top, height } = chart.chartArea;
			columns.forEach((column, index) => {
				const bar = column.getProps(['x', 'y', 'base', 'width']) as Record<
					'x' | 'y' | 'base' | 'width',
					number
				>;
				const left = { x: bar.x - bar.width / 2, width: bar.width };
				if (stack.totals[index]?.status === 'hidden') {
					hatch(chart.ctx, { ...left, y: top, height }, ink);
				} else {
					hatch(chart.ctx, { ...left, y: bar.y, height: bar.base - bar.y - 1 }, ink);
				}
			});
		}
	};
}
