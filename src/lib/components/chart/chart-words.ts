// What is said about using a chart, for those who hear it and those who read it.
import { capitalize, formatRange } from '../../chart/format.ts';
import type { Span } from '../../chart/read/walk.ts';
import type { Period } from '../../schema/period.ts';
import { texts } from '../../texts/texts.ts';

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
		can.isOverTime ? texts.keys.overTime : texts.keys.overRows,
		...(can.isSelectable ? [texts.keys.selects] : []),
		...(can.hasHidden ? [texts.keys.explains] : []),
		...(can.hasTable ? [texts.keys.leadsToTable] : [])
	].join(' ');
}

/** The same keys on one line. */
export function keysHint(can: Abilities): { readonly key: string; readonly does: string }[] {
	const { hints, names } = texts.keys;
	return [
		...(can.isOverTime
			? [
					{ key: '← →', does: hints.step },
					{ key: '↑ ↓', does: hints.bands }
				]
			: [{ key: '↑ ↓', does: hints.rows }]),
		...(can.isSelectable ? [{ key: `${names.shift} ← →`, does: hints.select }] : []),
		...(can.hasHidden ? [{ key: names.enter, does: hints.hidden }] : []),
		...(can.hasTable ? [{ key: 'T', does: hints.table }] : [])
	];
}

/** Which periods are selected. */
export function selectionText(periods: readonly Period[], { first, last }: Span): string {
	return texts.keys.selected(capitalize(formatRange(periods.slice(first, last + 1))));
}
