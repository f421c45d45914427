// What a mark says in words, in tooltips and legends alike.
import { capitalize, formatCount, formatPeriod, formatShare } from '../format.ts';
import type { NumberKind } from '../model/estimate/change.ts';
import type { Estimate } from '../model/estimate/estimate.ts';
import type { Reach, ReachPoint, ReachRow } from '../model/reach.ts';
import type { Band, Stack } from '../model/stack.ts';
import { texts } from '../../texts/texts.ts';

/** What one band says in one period: its count and share, or why there is none. */
export function readingText(stack: Stack, band: Band, index: number): string {
	const [reading, total] = [band.readings[index], stack.totals[index]];
	if (!reading || reading.status === 'missing') return texts.readings.noData;
	if (reading.value === null) return stack.hiddenText;
	if (band.tone.kind === 'hatch' && reading.value < stack.minimum)
		return texts.readings.fewerThan(stack.minimum);
	if (!total?.value) return formatCount(reading.value);
	return `${formatShare(reading.value / total.value)} (${formatCount(reading.value)})`;
}

/** What a feature says in full in one period. */
export function reachText(reach: Reach, { count, share, total }: ReachPoint): string {
	if (count.status === 'missing') return texts.readings.noData;
	if (count.value === null || share.value === null || total.value === null) return reach.hiddenText;
	const [part, whole] = [count.value, total.value].map(formatCount) as [string, string];
	const parts = texts.readings.partOf(part, whole, reach.unit);
	return `${formatShare(share.value)} (${parts})`;
}

/** Both periods of a row, the newest first. */
export function reachTexts(reach: Reach, row: ReachRow): string[] {
	const now = `${capitalize(formatPeriod(reach.period))}: ${reachText(reach, row)}`;
	if (reach.start.id === reach.period.id) return [now];
	return [now, `${capitalize(formatPeriod(reach.start))}: ${reachText(reach, row.before)}`];
}

/** What a number with bounds says: the number and its room, the room alone where the number is hidden, or why nothing. */
export function estimateText(estimate: Estimate, kind: NumberKind, hiddenText: string): string {
	const { value, status, low, high } = estimate;
	if (status === 'missing') return texts.readings.noData;
	if (low === null || high === null) return hiddenText;
	const format = kind === 'share' ? formatShare : formatCount;
	const [least, most] = [format(low), format(high)];
	if (value === null) return texts.readings.hiddenBetween(least, most);
	const room = texts.readings.range(least, most);
	return least === most ? format(value) : `${format(value)} (${room})`;
}
