// Every kind of chart and how it is drawn; a new kind needs one line here.
import type { ChartConfiguration } from 'chart.js';
import type { Card } from '../card.ts';
import { toReachConfig } from './reach-config.ts';
import { toStackConfig } from './stack-config.ts';
import type { Surface } from './surface.ts';

/** What is drawn: the same in pages, embeds and pictures. */
export type Drawing = Card['chart'];

/** The Chart.js configuration of a chart of any kind. */
export function toConfig(drawing: Drawing, surface: Surface): ChartConfiguration {
	switch (drawing.kind) {
		case 'stack':
			return toStackConfig(drawing, surface);
		case 'reach':
			return toReachConfig(drawing, surface);
	}
}
