// “At least version X” as columns: solid as far as it is certain, hatched as far as it is possible.
import type { ChartConfiguration, Plugin } from 'chart.js';
import type { AtLeast } from '../../model/versions/at-least.ts';
import { hatch } from '../layers/hatch.ts';
import { colourOf, inkOf, type Ink } from '../palette.ts';
import { periodTicks, periodTitle } from '../period-axis.ts';
import { estimateText } from '../reading-text.ts';
import { baseOptions, tooltipLook, type Surface } from '../surface.ts';
import { valueAxis } from '../value-axis.ts';
import { texts } from '../../../texts/texts.ts';

export type AtLeastConfiguration = ChartConfiguration<'bar', (number | null)[], string>;

/**
 * Chart.js configuration: two stacked datasets, what is certain and what is possible beyond. A missing period is a gap;
 * one whose total is hidden is hatched from top to bottom.
 */
export function toAtLeastConfig(chart: AtLeast, surface: Surface): AtLeastConfiguration {
	const ink = inkOf(surface.scheme);
	const estimates = chart.cuts.map(({ atLeast }) => atLeast[chart.measure]);
	const colour = colourOf({ kind: 'ramp', position: 1 }, surface.scheme);
	const look = { categoryPercentage: 1, barPercentage: 0.88, maxBarThickness: 72 };
	return {
		type: 'bar',
		data: {
			labels: chart.periods.map(({ id }) => id),
			datasets: [
				{
					...look,
					label: texts.drawing.certain,
					data: estimates.map(({ low }) => low),
					backgroundColor: colour,
					hoverBackgroundColor: colour
				},
				{
					...look,
					label: texts.drawing.possible,
					data: estimates.map(({ low, high }) => (high === null ? null : high - (low ?? 0))),
					backgroundColor: 'transparent',
					hoverBackgroundColor: 'transparent'
				}
			]
		},
		options: {
			...baseOptions(surface),
			interaction: { mode: 'index', intersect: false },
			scales: {
				x: {
					border: { display: false },
					stacked: true,
					grid: { display: false },
					ticks: periodTicks(chart.periods, ink)
				},
				y: { ...valueAxis(chart.measure, ink), stacked: true }
			},
			plugins: {
				legend: { display: false },
				tooltip: {
					...tooltipLook(surface),
					displayColors: false,
					filter: ({ datasetIndex }) => datasetIndex === 0,
					callbacks: {
						title: ([item]) => periodTitle(chart.periods[item?.dataIndex ?? 0]),
						label: ({ dataIndex }) => toLines(chart, dataIndex)
					}
				}
			}
		},
		plugins: [possible(chart, ink)]
	};
}

function toLines(chart: AtLeast, index: number): string[] {
	const cut = chart.cuts[index];
	if (!cut) return [];
	const say = (side: typeof cut.below) =>
		estimateText(side[chart.measure], chart.measure, chart.hiddenText);
	return [
		`${texts.readings.orNewer(chart.version)}: ${say(cut.atLeast)}`,
		`${texts.drawing.older}: ${say(cut.below)}`
	];
}

/** Hatches what is possible, the whole column where nothing is known, and marks the number that is shown. */
function possible(chart: AtLeast, ink: Ink): Plugin<'bar'> {
	return {
		id: 'possible',
		afterDatasetsDraw(canvas) {
			const { top, height } = canvas.chartArea;
			canvas.getDatasetMeta(1).data.forEach((column, index) => {
				const bar = column.getProps(['x', 'y', 'base', 'width']) as Record<
					'x' | 'y' | 'base' | 'width',
					number
				>;
				const left = { x: bar.x - bar.width / 2, width: bar.width };
				const { value, status, low } = chart.cuts[index]?.atLeast[chart.measure] ?? nothing;
				if (low === null && status === 'hidden') {
					hatch(canvas.ctx, { ...left, y: top, height }, ink);
				} else if (low !== null) {
					hatch(canvas.ctx, { ...left, y: bar.y, height: bar.base - bar.y }, ink);
				}
				if (value === null) return;
				canvas.ctx.fillStyle = ink.text;
				const y = canvas.scales['y']?.getPixelForValue(value) ?? 0;
				canvas.ctx.fillRect(left.x, y - 1, left.width, 2);
			});
		}
	};
}

const nothing = { value: null, status: 'missing', low: null } as const;
