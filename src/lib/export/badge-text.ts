// What a chart says in the few words of a badge, from published numbers alone.
import type { Card } from '../chart/cards/card.ts';
import { formatShare } from '../chart/format.ts';
import { shareOf, type Reading } from '../chart/model/reading.ts';
import type { Reach } from '../chart/model/reach.ts';
import type { Band, Stack } from '../chart/model/stack.ts';
import { texts } from '../texts/texts.ts';

/**
 * The newest released period in a few words, `67% on 2.2`: of versions the share of the newest one named, of anything
 * else the largest share. `hidden` where that number is hidden, or where something hidden may be larger; `no data`
 * where there is none.
 *
 * @param card of a stack or a ranking; any other kind has no badge and gives `undefined`
 */
export function toBadgeText({
	chart,
	hasLevels
}: Pick<Card, 'chart' | 'hasLevels'>): string | undefined {
	if (chart.kind === 'stack') return ofStack(chart, hasLevels);
	return chart.kind === 'reach' ? ofReach(chart) : undefined;
}

function ofStack({ totals, bands }: Stack, areVersions: boolean): string {
	const newest = totals.findLastIndex(({ status }) => status !== 'missing');
	const total = totals[newest];
	if (!total) return texts.readings.noData;
	const isNamed = ({ tone }: Band) => tone.kind === 'ramp' || tone.kind === 'slot';
	const known = bands
		.filter(isNamed)
		.map(({ label, readings }) => ({
			label,
			share: shareOf(readings[newest] ?? { value: null, status: 'missing' }, total)
		}))
		.filter(({ share }) => share.status !== 'missing');
	if (areVersions) return toText(known.slice(-1));
	const rest = bands.filter((band) => !isNamed(band)).map(({ readings }) => readings[newest]);
	const mayHide = Math.max(0, ...rest.map((reading) => reading?.value ?? 0));
	return toText(known, mayHide / (total.value ?? Number.POSITIVE_INFINITY));
}

function ofReach({ rows }: Reach): string {
	return toText(rows.filter(({ share }) => share.status !== 'missing'));
}

/**
 * The largest number; a hidden one is never taken for small, only not told.
 *
 * @param rest share of what is hidden or too small to be drawn, all together
 */
function toText(
	parts: readonly { readonly label: string; readonly share: Reading }[],
	rest = 0
): string {
	const [top] = parts
		.filter(({ share }) => share.value !== null)
		.sort((a, b) => (b.share.value ?? 0) - (a.share.value ?? 0));
	if (top && (top.share.value ?? 0) >= rest) {
		return texts.badge.on(formatShare(top.share.value ?? 0), top.label);
	}
	return parts.length > 0 || rest > 0 ? texts.readings.hidden : texts.readings.noData;
}
