// A table of two dimensions in its newest period.
import type { TableView } from '../../schema/table-view.ts';
import type { PageQuery } from '../chart-query.ts';
import { formatPeriod, formatRange } from '../format.ts';
import { toGrid } from '../model/grid.ts';
import { summarizeHeat } from '../model/matrix/heat-words.ts';
import { toHeat } from '../model/matrix/heat.ts';
import { hasLevels } from '../model/partition.ts';
import { heatQuestions } from '../read/to-questions.ts';
import { describe, toFacts, toNotes, type Card } from './card.ts';

/** The card of a table of two dimensions, or of a set with its answers and one more. */
export function toHeatCard(view: TableView, query: Pick<PageQuery, 'measure' | 'level'>): Card {
	const heat = toHeat(view, query.measure, { level: query.level });
	const statuses = heat.rows.flatMap(({ cells }) => cells.map(({ count }) => count.status));
	const shown = { ...view, periods: [heat.period] };
	return {
		...describe([view], view.title, statuses),
		hasLevels: view.dimensions.some(hasLevels),
		facts: { ...toFacts([shown], statuses), range: formatRange([heat.period]) },
		notes: toNotes([shown]),
		chart: heat,
		grid: toGrid(shown, query.measure, query.level),
		questions: heatQuestions(view, heat),
		summary: `${summarizeHeat(heat)} (${formatPeriod(heat.period)})`
	};
}
