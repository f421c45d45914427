// What the marks of a chart stand for, as entries of a legend.
import { capitalize, formatPeriod } from '../format.ts';
import type { Heat } from '../model/matrix/heat.ts';
import type { Reach } from '../model/reach.ts';
import type { Band, Stack } from '../model/stack.ts';
import type { Tone } from '../model/tone.ts';
import { readingText } from '../draw/reading-text.ts';
import { adoptionEntries, atLeastEntries } from './version-legends.ts';
import type { Card } from '../cards/card.ts';
import { texts } from '../../texts/texts.ts';

/** How an entry looks: a tone, the line where a bar stood before, or the gap where nothing is known. */
export type LegendMark = Tone | { readonly kind: 'before' } | { readonly kind: 'gap' };

/** One mark and what it says; `value` is empty where the label says it all. */
export interface LegendEntry {
	readonly mark: LegendMark;
	readonly label: string;
	readonly value: string;
}

/** The entries of a chart; `head` says which period their values are of, `note` what has no entry. Both may be empty. */
export interface Legend {
	readonly head: string;
	readonly entries: readonly LegendEntry[];
	readonly note: string;
}

/** The legend of a chart of any kind. Hidden and missing have an entry wherever they occur. */
export function toLegend(drawing: Card['chart']): Legend {
	switch (drawing.kind) {
		case 'stack':
			return toStackLegend(drawing);
		case 'reach':
			return toReachLegend(drawing);
		case 'heat':
			return toHeatLegend(drawing);
		case 'adoption':
			return { head: '', entries: adoptionEntries(drawing), note: '' };
		case 'at-least':
			return { head: '', entries: atLeastEntries(drawing), note: '' };
	}
}

/** The bands that are visible anywhere, top first, with what each says in the newest period that has a release. */
export function bandTexts(stack: Stack): { readonly band: Band; readonly text: string }[] {
	const newest = newestOf(stack);
	return stack.bands
		.filter(({ readings }) => readings.some(({ value }) => value !== 0))
		.toReversed()
		.map((band) => ({ band, text: readingText(stack, band, newest) }));
}

function toStackLegend(stack: Stack): Legend {
	const period = stack.periods[newestOf(stack)];
	const isHidden = stack.totals.some(({ status }) => status === 'hidden');
	const bands = bandTexts(stack).map(({ band, text }) => ({
		mark: band.tone,
		label: band.label,
		value: text
	}));
	return {
		head: period ? capitalize(formatPeriod(period)) : '',
		entries: [
			...bands,
			...(isHidden ? [toHiddenEntry(stack.hiddenText)] : []),
			...(stack.totals.some(({ status }) => status === 'missing') ? [gap] : [])
		],
		note: stack.folded > 0 ? texts.pictures.folded(stack.folded) : ''
	};
}

function toReachLegend({ period, start, rows, hiddenText }: Reach): Legend {
	const has = (status: string) => rows.some(({ share }) => share.status === status);
	const now = { mark: { kind: 'slot', slot: 0 }, label: capitalize(formatPeriod(period)) } as const;
	const before = { mark: { kind: 'before' }, label: capitalize(formatPeriod(start)) } as const;
	return {
		head: '',
		entries: [
			{ ...now, value: '' },
			...(start.id === period.id ? [] : [{ ...before, value: '' }]),
			...(has('hidden') ? [toHiddenEntry(hiddenText)] : []),
			...(has('missing') ? [gap] : [])
		],
		note: ''
	};
}

/** Only its states: a cell says its own number. */
function toHeatLegend({ rows, measure, hidden, hiddenText }: Heat): Legend {
	const isMissing = rows.some(({ cells }) =>
		cells.some((cell) => cell[measure].status === 'missing')
	);
	const entries = [...(hidden > 0 ? [toHiddenEntry(hiddenText)] : []), ...(isMissing ? [gap] : [])];
	return { head: '', entries, note: '' };
}

const gap: LegendEntry = {
	mark: { kind: 'gap' },
	label: texts.pictures.gap,
	value: texts.readings.noData
};

function toHiddenEntry(hiddenText: string): LegendEntry {
	return { mark: { kind: 'hatch' }, label: capitalize(hiddenText), value: '' };
}

function newestOf({ totals }: Stack): number {
	return totals.findLastIndex(({ status }) => status !== 'missing');
}
