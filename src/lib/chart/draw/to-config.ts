// Every kind of chart and how it is drawn; a new kind needs one line here.
import type { ChartConfiguration } from 'chart.js';
import type { Drawing } from '../cards/card.ts';
import { toReachConfig } from './reach-config.ts';
import { toStackConfig } from './stack-config.ts';
import { toAdoptionConfig } from './versions/adoption-config.ts';
import { toAtLeastConfig } from './versions/at-least-config.ts';
import type { Surface } from './surface.ts';

/** The Chart.js configuration of a chart of any kind. */
export function toConfig(drawing: Drawing, surface: Surface): ChartConfiguration {
	switch (drawing.kind) {
		case 'stack':
			return toStackConfig(drawing, surface);
		case 'reach':
			return toReachConfig(drawing, surface);
		case 'adoption':
			return toAdoptionConfig(drawing, surface);
		case 'at-least':
			return toAtLeastConfig(drawing, surface);
	}
}
