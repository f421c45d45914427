// What is said about using a chart, for those who hear it and those who read it.
import { capitalize, formatRange } from '../../chart/format.ts';
import type { Span } from '../../chart/read/walk.ts';
import type { Period } from '../../schema/period.ts';

/** What can be done with a chart. */
export interface Abilities {
	readonly isOverTime: boolean;
	readonly hasTable: boolean;
	readonly isSelectable: boolean;
	readonly hasHidden: boolean;
}

/** Which keys a chart knows, in sentences. */
export function keysText(can: Abilities): string {
	return [
		can.isOverTime
			? 'Left and right step through periods, up and down through what is stacked in one.'
			: 'Arrow keys step through rows.',
		...(can.isSelectable ? ['With shift they select periods.'] : []),
		...(can.hasHidden ? ['Enter explains what is hidden.'] : []),
		...(can.hasTable ? ['T leads to the table.'] : [])
	].join(' ');
}

/** The same keys on one line. */
export function keysHint(can: Abilities): { readonly key: string; readonly does: string }[] {
	return [
		...(can.isOverTime
			? [
					{ key: '← →', does: 'step' },
					{ key: '↑ ↓', does: 'bands' }
				]
			: [{ key: '↑ ↓', does: 'rows' }]),
		...(can.isSelectable ? [{ key: 'Shift ← →', does: 'select' }] : []),
		...(can.hasHidden ? [{ key: 'Enter', does: 'why hidden' }] : []),
		...(can.hasTable ? [{ key: 'T', does: 'table' }] : [])
	];
}

/** Which periods are selected. */
export function selectionText(periods: readonly Period[], { first, last }: Span): string {
	return `${capitalize(formatRange(periods.slice(first, last + 1)))} selected. Enter to show.`;
}
