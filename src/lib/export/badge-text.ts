// What a chart says in the few words of a badge, from published numbers alone.
import type { Card } from '../chart/cards/card.ts';
import { formatShare } from '../chart/format.ts';
import { shareOf, type Reading } from '../chart/model/reading.ts';
import type { Reach } from '../chart/model/reach.ts';
import type { Stack } from '../chart/model/stack.ts';
import { texts } from '../texts/texts.ts';

/**
 * The newest released period in a few words, `67% on 2.2`: of versions the share of the newest one named, of anything
 * else the largest share that is published. `hidden` where that number is hidden, `no data` where there is none.
 *
 * @param chart a stack or a ranking; any other kind has no badge and gives `undefined`
 */
export function toBadgeText(chart: Card['chart']): string | undefined {
	if (chart.kind === 'stack') return ofStack(chart);
	return chart.kind === 'reach' ? ofReach(chart) : undefined;
}

function ofStack({ totals, bands }: Stack): string {
	const newest = totals.findLastIndex(({ status }) => status !== 'missing');
	const total = totals[newest];
	if (!total) return texts.readings.noData;
	const named = bands
		.filter(({ tone }) => tone.kind === 'ramp' || tone.kind === 'slot')
		.map(({ label, tone, readings }) => ({
			label,
			isOrdered: tone.kind === 'ramp',
			share: shareOf(readings[newest] ?? { value: null, status: 'missing' }, total)
		}));
	const known = named.filter(({ share }) => share.status !== 'missing');
	return toText(known.some(({ isOrdered }) => isOrdered) ? known.slice(-1) : known);
}

function ofReach({ rows }: Reach): string {
	return toText(rows.filter(({ share }) => share.status !== 'missing'));
}

/** The largest number; a hidden one is never taken for small, only not told. */
function toText(parts: readonly { readonly label: string; readonly share: Reading }[]): string {
	const [top] = parts
		.filter(({ share }) => share.value !== null)
		.sort((a, b) => (b.share.value ?? 0) - (a.share.value ?? 0));
	if (top) return texts.badge.on(formatShare(top.share.value ?? 0), top.label);
	return parts.length > 0 ? texts.readings.hidden : texts.readings.noData;
}
