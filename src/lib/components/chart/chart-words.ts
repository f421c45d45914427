// What is said about using a chart, for those who hear it and those who read it.
import { capitalize, formatRange } from '../../chart/format.ts';
import type { Drawing } from '../../chart/cards/card.ts';
import type { Span } from '../../chart/read/walk.ts';
import type { Period } from '../../schema/period.ts';
import { texts } from '../../texts/texts.ts';

/** What can be done with a chart. */
export interface Abilities {
	/** What left and right, up and down lead through. */
	readonly walks: 'periods' | 'rows' | 'lines';
	readonly hasTable: boolean;
	readonly isSelectable: boolean;
	readonly hasHidden: boolean;
}

/** What there is to walk through in a chart. */
export function walksOf({ kind }: Pick<Drawing, 'kind'>): Abilities['walks'] {
	if (kind === 'adoption') return 'lines';
	return kind === 'reach' ? 'rows' : 'periods';
}

/** Which keys a chart knows, in sentences. */
export function keysText(can: Abilities): string {
	return [
		{
			periods: texts.keys.overTime,
			rows: texts.keys.overRows,
			lines: texts.keys.overLines
		}[can.walks],
		...(can.isSelectable ? [texts.keys.selects] : []),
		...(can.hasHidden ? [texts.keys.explains] : []),
		...(can.hasTable ? [texts.keys.leadsToTable] : [])
	].join(' ');
}

/** The same keys on one line. */
export function keysHint(can: Abilities): { readonly key: string; readonly does: string }[] {
	const { hints, names } = texts.keys;
	return [
		...{
			periods: [
				{ key: '← →', does: hints.step },
				{ key: '↑ ↓', does: hints.bands }
			],
			rows: [{ key: '↑ ↓', does: hints.rows }],
			lines: [
				{ key: '← →', does: hints.days },
				{ key: '↑ ↓', does: hints.lines }
			]
		}[can.walks],
		...(can.isSelectable ? [{ key: `${names.shift} ← →`, does: hints.select }] : []),
		...(can.hasHidden ? [{ key: names.enter, does: hints.hidden }] : []),
		...(can.hasTable ? [{ key: 'T', does: hints.table }] : [])
	];
}

/** Which periods are selected. */
export function selectionText(periods: readonly Period[], { first, last }: Span): string {
	return texts.keys.selected(capitalize(formatRange(periods.slice(first, last + 1))));
}
