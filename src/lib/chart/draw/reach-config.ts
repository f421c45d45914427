// Features of one period as ranked bars. A hidden one is hatched over the whole width: it could end anywhere.
import type { ChartConfiguration, Plugin } from 'chart.js';
import { formatCount, formatShare } from '../format.ts';
import type { Reach } from '../model/reach.ts';
import { hatch } from './hatch.ts';
import { colourOf, inkOf } from './palette.ts';
import { reachText } from './reading-text.ts';
import { baseOptions, font, tooltipLook, type Surface } from './surface.ts';

export type ReachConfiguration = ChartConfiguration<'bar', (number | null)[], string>;

/** Chart.js configuration of a ranking: one horizontal bar for each row in its order, `null` where there is no number. */
export function toReachConfig(reach: Reach, surface: Surface): ReachConfiguration {
	const ink = inkOf(surface.scheme);
	const isShare = reach.measure === 'share';
	const colour = colourOf({ kind: 'slot', slot: 0 }, surface.scheme);
	return {
		type: 'bar',
		data: {
			labels: reach.rows.map(({ label }) => label),
			datasets: [
				{
					data: reach.rows.map((row) => (isShare ? row.share : row.count).value),
					backgroundColor: colour,
					barPercentage: 0.62,
					categoryPercentage: 1,
					maxBarThickness: 28
				}
			]
		},
		options: {
			...baseOptions(surface),
			indexAxis: 'y',
			interaction: { mode: 'index', axis: 'y', intersect: false },
			scales: {
				x: {
					beginAtZero: true,
					...(isShare ? { max: 1 } : { grace: '12%' }),
					border: { display: false },
					grid: { color: ink.grid },
					ticks: {
						color: ink.muted,
						font,
						maxTicksLimit: 6,
						maxRotation: 0,
						callback: (value) => (isShare ? formatShare : formatCount)(Number(value))
					}
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
							return row ? reachText(reach, row) : '';
						}
					}
				}
			}
		},
		plugins: [rowLabels(reach, surface)]
	};
}

/** Writes the number behind each bar, and hatches the rows that have none. */
function rowLabels(reach: Reach, surface: Surface): Plugin<'bar'> {
	const ink = inkOf(surface.scheme);
	return {
		id: 'row-labels',
		afterDatasetsDraw(chart) {
			const { ctx, chartArea } = chart;
			const step = chartArea.height / reach.rows.length;
			const thickness = Math.min(step * 0.62, 28);
			ctx.save();
			ctx.font = `${font.size}px ${font.family}`;
			ctx.textBaseline = 'middle';
			chart.getDatasetMeta(0).data.forEach((bar, index) => {
				const row = reach.rows[index];
				const { x, y } = bar.getProps(['x', 'y']) as { x: number; y: number };
				const reading = reach.measure === 'share' ? row?.share : row?.count;
				if (reading?.status === 'published' && reading.value !== null) {
					const text = (reach.measure === 'share' ? formatShare : formatCount)(reading.value);
					const fits = x + 8 + ctx.measureText(text).width <= chartArea.right;
					ctx.textAlign = fits ? 'left' : 'right';
					ctx.fillStyle = fits ? ink.text : ink.surface;
					ctx.fillText(text, fits ? x + 6 : x - 6, y);
				} else if (reading?.status === 'hidden') {
					const box = {
						x: chartArea.left,
						y: y - thickness / 2,
						width: chartArea.width,
						height: thickness
					};
					hatch(ctx, box, ink);
					const width = ctx.measureText('hidden').width + 12;
					ctx.fillStyle = ink.surface;
					ctx.fillRect(box.x, box.y, width, box.height);
					ctx.textAlign = 'left';
					ctx.fillStyle = ink.muted;
					ctx.fillText('hidden', box.x + 4, y);
				}
			});
			ctx.restore();
		}
	};
}
