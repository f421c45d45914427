// Adoption as one line for each release, over the days since it came out.
import type { ChartConfiguration } from 'chart.js';
import { formatCount } from '../../format.ts';
import type { Adoption, AdoptionLine } from '../../model/versions/adoption.ts';
import { lineStyles } from '../line-styles.ts';
import { colourOf, inkOf } from '../palette.ts';
import { periodTitle } from '../period-axis.ts';
import { estimateText } from '../reading-text.ts';
import { baseOptions, font, tooltipLook, type Surface } from '../surface.ts';
import { valueAxis } from '../value-axis.ts';
import { adoptionMarks } from './adoption-marks.ts';
import { texts } from '../../../texts/texts.ts';

export type AdoptionConfiguration = ChartConfiguration<'line', { x: number; y: number | null }[]>;

/**
 * Chart.js configuration of an adoption: one line for each release from old to new, the newest strongest. A hidden or
 * missing point is `null` and breaks its line.
 */
export function toAdoptionConfig(adoption: Adoption, surface: Surface): AdoptionConfiguration {
	const ink = inkOf(surface.scheme);
	const { lines } = adoption;
	const pointOf = (line: number, index: number) => lines[line]?.points[index];
	return {
		type: 'line',
		data: {
			datasets: lines.map((line, index) => toDataset(line, lines.length - 1 - index, surface))
		},
		options: {
			...baseOptions(surface),
			interaction: { mode: 'nearest', intersect: false },
			scales: {
				x: {
					type: 'linear',
					min: 0,
					border: { display: false },
					grid: { display: false },
					title: { display: true, text: texts.drawing.daysSinceRelease, color: ink.muted, font },
					ticks: { color: ink.muted, font, precision: 0, maxRotation: 0 }
				},
				y: { ...valueAxis('share', ink), min: 0 }
			},
			plugins: {
				legend: { display: false },
				tooltip: {
					...tooltipLook(surface),
					callbacks: {
						title: ([item]) => {
							const point = item && pointOf(item.datasetIndex, item.dataIndex);
							return point ? texts.drawing.daysAfterRelease(formatCount(point.day)) : '';
						},
						label: ({ datasetIndex, dataIndex }) => {
							const [line, point] = [lines[datasetIndex], pointOf(datasetIndex, dataIndex)];
							if (!line || !point) return '';
							const share = estimateText(point, 'share', adoption.hiddenText);
							return ` ${texts.readings.orNewer(line.version)}: ${share}`;
						},
						footer: ([item]) =>
							item ? periodTitle(pointOf(item.datasetIndex, item.dataIndex)?.period) : ''
					}
				}
			}
		},
		plugins: [adoptionMarks(adoption, surface)]
	};
}

/** @param age 0 for the newest line */
function toDataset(line: AdoptionLine, age: number, surface: Surface) {
	const colour = colourOf(line.tone, surface.scheme);
	const { borderDash, pointStyle } = lineStyles[age] ?? lineStyles[0];
	return {
		label: line.label,
		data: line.points.map(({ day, value }) => ({ x: day, y: value })),
		borderColor: colour,
		backgroundColor: colour,
		borderWidth: age === 0 ? 3 : 1.75,
		borderDash: [...borderDash],
		pointStyle,
		pointRadius: age === 0 ? 3.5 : 2.5,
		pointHoverRadius: 6,
		order: age
	};
}
