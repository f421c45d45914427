// One sentence for each chart, made from published numbers alone.
import { formatCount, formatPeriod, formatShare } from '../format.ts';
import type { Phrase } from '../../schema/dataset.ts';
import type { ViewDimension } from '../../schema/table-view.ts';
import type { Reach } from './reach.ts';
import { remainder, type Stack } from './stack.ts';
import { shareOf } from './reading.ts';

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
	if (!newest) return `No ${stack.unit} were counted in this range yet.`;
	const { index, period, total } = newest;
	const when = `In ${formatPeriod(period)},`;
	if (total.value === null) return `${when} the number of ${stack.unit} is ${stack.hiddenText}.`;
	const part = stack.within === undefined ? '' : ` on ${stack.within}`;
	const all = `${formatCount(total.value)} ${stack.unit}${part}`;
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
	if (!largest) return `${when} ${all} were counted; how they divide is hidden.`;
	const share = shareOf({ value: largest.count, status: 'published' }, total);
	const open = stack.bands.find(({ code }) => code === remainder)?.readings[index];
	const isMostlyOpen = open !== undefined && (open.value ?? 0) > largest.count;
	const caveat = isMostlyOpen
		? `; ${formatShare(shareOf(open, total).value ?? 0)} are ${remainder}`
		: '';
	return `${when} ${formatShare(share.value ?? 0)} of ${all} ${toPhrase(dimension?.phrase, largest)}${caveat}.`;
}

function toPhrase(
	phrase: Phrase = 'were on {}',
	{ code, label }: { readonly code: string; readonly label: string }
): string {
	if (typeof phrase === 'string') return phrase.replace('{}', label);
	return phrase[code] ?? `were on ${label}`;
}

/** What reaches furthest, and how far. */
export function summarizeReach(reach: Reach): string {
	const when = `In ${formatPeriod(reach.period)},`;
	const [top] = reach.rows;
	if (!top || top.share.value === null || top.total.value === null) {
		return `${when} no feature’s reach may be shown.`;
	}
	const all = `${formatCount(top.total.value)} ${reach.unit}`;
	const hidden = reach.rows.filter(({ share }) => share.status === 'hidden').length;
	const rest = hidden === 0 ? '' : `; ${hidden} of ${reach.rows.length} features are hidden`;
	return `${when} ${top.label} reached furthest, with ${formatShare(top.share.value)} of ${all}${rest}.`;
}

/** How many units the newest released period counts, as a headline; `undefined` when that may not be shown. */
export function headlineOf(stack: Stack): string | undefined {
	const newest = newestOf(stack);
	if (!newest || newest.total.value === null) return undefined;
	return `${formatCount(newest.total.value)} ${stack.unit} in ${formatPeriod(newest.period)}`;
}

/** The newest period of a stack that has a release. */
function newestOf({ periods, totals }: Stack) {
	const index = totals.findLastIndex(({ status }) => status !== 'missing');
	const [period, total] = [periods[index], totals[index]];
	return period && total && { index, period, total };
}
