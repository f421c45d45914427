// A cell as a chart reads it, and how it is said.
import type { CellStatus } from '../../schema/cell.ts';
import { minimumCount } from '../../schema/policy.ts';
import type { TableView } from '../../schema/table-view.ts';
import { texts } from '../../texts/texts.ts';

/** A number, or the plain statement that there is none: hidden and missing never carry a value. */
export interface Reading {
	readonly value: number | null;
	readonly status: CellStatus;
	/** Of a published sum: the true one lies within half a step of the value. */
	readonly step?: number | undefined;
}

const missing: Reading = { value: null, status: 'missing' };

/** Looks cells of a view up by period and categories; one that is not in the view is missing. */
export function readingsOf(
	view: TableView
): (period: string, categories: readonly string[]) => Reading {
	const cells = new Map(
		view.cells.map(({ period, categories, value, status, step }) => [
			[period, ...categories].join('|'),
			{ value, status, ...(step && { step }) }
		])
	);
	return (period, categories) => cells.get([period, ...categories].join('|')) ?? missing;
}

/** `part` of `whole` from 0 to 1, made from published numbers alone; no number when one of them is not published. */
export function shareOf(part: Reading, whole: Reading): Reading {
	if (part.value === null) return part;
	if (whole.value === null || whole.value === 0) return { value: null, status: 'hidden' };
	return { value: part.value / whole.value, status: 'published' };
}

/** What a hidden cell says, the same for every reason of hiding. */
export function hiddenText({ policy, sum }: Pick<TableView, 'policy' | 'sum'>): string {
	return sum ? texts.sums.hidden : texts.readings.hiddenBelow(minimumCount(policy));
}
