// What the table of versions says about releases: how fast they spread, and what would be left behind.
import type { SoftwareRelease } from '../../schema/dataset.ts';
import type { TableView } from '../../schema/table-view.ts';
import type { PageQuery } from '../chart-query.ts';
import { estimateText } from '../draw/reading-text.ts';
import { toAdoption } from '../model/versions/adoption.ts';
import { toAtLeast, versionsOf } from '../model/versions/at-least.ts';
import { toTail } from '../model/versions/tail.ts';
import {
	summarizeAdoption,
	summarizeAtLeast,
	toAdoptionGrid,
	toAtLeastGrid
} from '../model/versions/words.ts';
import { describe, statusesOf, type Aside, type Card } from './card.ts';
import { texts } from '../../texts/texts.ts';

const gridLength = 8;

/** How the last releases spread since their day. */
export function toAdoptionCard(view: TableView, releases: readonly SoftwareRelease[]): Card {
	const adoption = toAdoption(view, releases);
	const grid = toAdoptionGrid(adoption);
	const statuses = adoption.lines.flatMap(({ points }) => points.map(({ status }) => status));
	return {
		...describe([view], view.title, statuses),
		hasLevels: false,
		chart: adoption,
		grid,
		questions: noQuestions(view),
		summary: summarizeAdoption(adoption)
	};
}

/**
 * How many run `query.at` or newer, by default the newest version with a number; beside it, who runs versions that
 * came out long ago.
 */
export function toAtLeastCard(
	view: TableView,
	query: Pick<PageQuery, 'measure' | 'at'>,
	releases: readonly SoftwareRelease[]
): Card {
	const version = query.at ?? versionsOf(view)[0] ?? '0';
	const chart = toAtLeast(view, version, query.measure);
	const grid = toAtLeastGrid(chart);
	return {
		...describe([view], view.title, statusesOf(grid)),
		hasLevels: false,
		chart,
		grid: { ...grid, rows: grid.rows.slice(0, gridLength) },
		asides: toTailLines(view, releases),
		questions: noQuestions(view),
		summary: summarizeAtLeast(chart)
	};
}

function toTailLines(view: TableView, releases: readonly SoftwareRelease[]): Aside[] {
	const tail = toTail(view, releases);
	if (!tail) return [];
	return tail.steps.map(({ days, share }) => ({
		label: texts.asides.olderThan(days),
		text: estimateText(share, 'share', texts.readings.hidden)
	}));
}

/** Sums and bounds are no cells, so there is none to ask. */
function noQuestions(view: TableView): Card['questions'] {
	return { by: 'column', table: view.table, searches: {} };
}
