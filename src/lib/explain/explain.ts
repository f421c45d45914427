// One cell explained from published numbers alone, so that an explanation says nothing that the releases do not.
import { minimumCount } from '../schema/policy.ts';
import type { TableView, ViewCell } from '../schema/table-view.ts';
import { Explanation, type Reason } from './explanation.ts';
import { findRemedies } from './remedies.ts';
import { texts } from '../texts/texts.ts';

/**
 * Says what the cell at `categories` is and, where it is hidden, which published numbers come nearest.
 *
 * @param view the table of the cell, over its period alone
 * @param categories one code per dimension of the table, `*` for its margin
 * @param published every table of the same period, and of longer periods that overlap it, the newest first; each
 *   over one period
 * @returns `undefined` when the view has no such cell
 */
export function explain(
	view: TableView,
	categories: readonly string[],
	published: readonly TableView[]
): Explanation | undefined {
	const cell = view.cells.find((one) =>
		one.categories.every((code, index) => code === categories[index])
	);
	if (!cell) return undefined;
	const alike = published.filter(({ measure }) => measure === view.measure);
	return Explanation.parse({
		dataset: view.dataset,
		table: view.table,
		period: cell.period,
		categories: Object.fromEntries(view.dimensions.map(({ id }, index) => [id, categories[index]])),
		measure: view.measure,
		value: cell.value,
		status: cell.status,
		reason: reasonOf(cell, view),
		remedies: cell.status === 'hidden' ? findRemedies(view, categories, alike) : []
	});
}

function reasonOf({ status, period }: ViewCell, view: TableView): Reason {
	const { policy, sum, uncollected } = view;
	const minimum = minimumCount(policy);
	switch (status) {
		case 'published':
			return { code: 'published', text: texts.reasons.published(minimum) };
		case 'hidden':
			return {
				code: 'suppressed',
				text: (sum ? texts.sums.reason : texts.reasons.hidden)(minimum)
			};
		case 'missing':
			return uncollected?.includes(period)
				? { code: 'not-collected', text: texts.reasons.uncollected }
				: { code: 'nothing-received', text: texts.reasons.missing };
	}
}
