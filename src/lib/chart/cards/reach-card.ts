// Tables of answers, ranked together.
import type { TableView } from '../../schema/table-view.ts';
import type { PageQuery } from '../chart-query.ts';
import { toReachGrid } from '../model/grid.ts';
import { toReach } from '../model/reach.ts';
import { summarizeReach } from '../model/summary.ts';
import { rowQuestions } from '../read/to-questions.ts';
import { describe, toFacts, toNotes, type Card } from './card.ts';

/** One card over one or several tables of answers; see `isAnswered`. */
export function toReachCard(
	views: readonly TableView[],
	title: string,
	query: Pick<PageQuery, 'measure'>
): Card {
	const reach = toReach(views, query.measure);
	const shown = views.map((view) => ({ ...view, periods: [reach.period] }));
	const statuses = reach.rows.map(({ count }) => count.status);
	return {
		...describe(views, title, statuses),
		facts: toFacts(shown, statuses),
		notes: toNotes(shown),
		chart: reach,
		grid: toReachGrid(reach),
		questions: rowQuestions(views, reach),
		summary: summarizeReach(reach)
	};
}
