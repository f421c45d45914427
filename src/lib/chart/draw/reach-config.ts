// Features of one period as ranked bars. A hidden one is hatched over the whole width: it could end anywhere.
import type { ChartConfiguration } from 'chart.js';
import type { Reach } from '../model/reach.ts';
import { colourOf, inkOf } from './palette.ts';
import { reachTexts } from './reading-text.ts';
import { mostThickness, rowMarks, rowShare } from './layers/row-marks.ts';
import { baseOptions, font, tooltipLook, type Surface } from './surface.ts';
import { valueAxis } from './value-axis.ts';

export type ReachConfiguration = ChartConfiguration<'bar', (number | null)[], string>;

/** Chart.js configuration of a ranking: one horizontal bar for each row in its order, `null` where there is no number. */
export function toReachConfig(reach: Reach, surface: Surface): ReachConfiguration {
	const ink = inkOf(surface.scheme);
	const isShare = reach.measure === 'share';
	const axis = valueAxis(reach.measure, ink);
	const colour = colourOf({ kind: 'slot', slot: 0 }, surface.scheme);
	return {
		type: 'bar',
		data: {
			labels: reach.rows.map(({ label }) => label),
			datasets: [
				{
					data: reach.rows.map((row) => (isShare ? row.share : row.count).value),
					backgroundColor: colour,
					hoverBackgroundColor: colour,
					barPercentage: rowShare,
					categoryPercentage: 1,
					maxBarThickness: mostThickness
				}
			]
		},
		options: {
			...baseOptions(surface),
			indexAxis: 'y',
			interaction: { mode: 'index', axis: 'y', intersect: false },
			scales: {
				x: {
					...axis,
					...(isShare ? {} : { grace: '12%' }),
					ticks: { ...axis.ticks, maxRotation: 0 }
				},
				y: {
					border: { display: false },
					grid: { display: false },
					ticks: { color: ink.text, font, autoSkip: false }
				}
			},
			plugins: {
				legend: { display: false },
				tooltip: {
					...tooltipLook(surface),
					displayColors: false,
					callbacks: {
						label: ({ dataIndex }) => {
							const row = reach.rows[dataIndex];
							return row ? reachTexts(reach, row) : '';
						}
					}
				}
			}
		},
		plugins: [rowMarks(reach, surface)]
	};
}
