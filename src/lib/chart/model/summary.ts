// One sentence for each chart, made from published numbers alone.
import { formatCount, formatPeriod, formatShare } from '../format.ts';
import type { Phrase } from '../../schema/dataset.ts';
import type { ViewDimension } from '../../schema/table-view.ts';
import type { Reach } from './reach.ts';
import { remainder, type Stack } from './stack.ts';
import { shareOf } from './reading.ts';
import { texts } from '../../texts/texts.ts';

const words = texts.summaries;

/**
 * What the newest released period of a stack says about its largest band; of a yes/no table, about "yes".
 * Where more is open than that band explains, it says so: the largest may be among what is hidden.
 *
 * @param dimension the one that the stack cuts
 */
export function summarizeStack(
	stack: Stack,
	dimension: Pick<ViewDimension, 'phrase'> | undefined
): string {
	const newest = newestOf(stack);
	if (!newest) return words.nothingCounted(stack.unit);
	const { index, period, total } = newest;
	const when = formatPeriod(period);
	if (total.value === null) return words.totalHidden(when, stack.unit, stack.hiddenText);
	const count = formatCount(total.value);
	const all =
		stack.within === undefined
			? words.all(count, stack.unit)
			: words.allOn(count, stack.unit, stack.within);
	const named = stack.bands.filter(
		({ code, tone }) => code !== remainder && (code === 'no' || tone.kind !== 'neutral')
	);
	const answers = named.filter(({ code }) => code === 'yes');
	const [largest] = (answers.length > 0 ? answers : named)
		.flatMap(({ code, label, readings }) => {
			const count = readings[index]?.value ?? null;
			return count === null ? [] : [{ code, label, count }];
		})
		.sort((a, b) => b.count - a.count);
	if (!largest) return words.divisionHidden(when, all);
	const share = formatShare(
		shareOf({ value: largest.count, status: 'published' }, total).value ?? 0
	);
	const phrase = toPhrase(dimension?.phrase, largest);
	const open = stack.bands.find(({ code }) => code === remainder)?.readings[index];
	const isMostlyOpen = open !== undefined && (open.value ?? 0) > largest.count;
	if (!isMostlyOpen) return words.largest(when, share, all, phrase);
	const openShare = formatShare(shareOf(open, total).value ?? 0);
	return words.largestShown(when, share, all, phrase, openShare);
}

function toPhrase(
	phrase: Phrase | undefined,
	{ code, label }: { readonly code: string; readonly label: string }
): string {
	if (typeof phrase === 'string') return phrase.replace('{}', label);
	return phrase?.[code] ?? words.wereOn(label);
}

/** What reaches furthest, and how far. */
export function summarizeReach(reach: Reach): string {
	const when = formatPeriod(reach.period);
	const [top] = reach.rows;
	if (!top || top.share.value === null || top.total.value === null) {
		return words.noReachShown(when);
	}
	const all = words.all(formatCount(top.total.value), reach.unit);
	const share = formatShare(top.share.value);
	const hidden = reach.rows.filter(({ share }) => share.status === 'hidden').length;
	if (hidden === 0) return words.furthest(when, top.label, share, all);
	return words.furthestShown(when, top.label, share, all, { hidden, of: reach.rows.length });
}

/** How many units the newest released period counts, as a headline; `undefined` when that may not be shown. */
export function headlineOf(stack: Stack): string | undefined {
	const newest = newestOf(stack);
	if (!newest || newest.total.value === null) return undefined;
	return words.headline(formatCount(newest.total.value), stack.unit, formatPeriod(newest.period));
}

/** The newest period of a stack that has a release. */
function newestOf({ periods, totals }: Stack) {
	const index = totals.findLastIndex(({ status }) => status !== 'missing');
	const [period, total] = [periods[index], totals[index]];
	return period && total && { index, period, total };
}
