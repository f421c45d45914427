// What a mark says in words, in tooltips and legends alike.
import { formatCount, formatShare } from '../format.ts';
import type { Reach, ReachRow } from '../model/reach.ts';
import type { Band, Stack } from '../model/stack.ts';

/** What one band says in one period: its count and share, or why there is none. */
export function readingText(stack: Stack, band: Band, index: number): string {
	const [reading, total] = [band.readings[index], stack.totals[index]];
	if (!reading || reading.status === 'missing') return 'no data';
	if (reading.value === null) return stack.hiddenText;
	if (band.tone.kind === 'hatch' && reading.value < stack.minimum)
		return `fewer than ${stack.minimum} possible`;
	if (!total?.value) return formatCount(reading.value);
	return `${formatShare(reading.value / total.value)} (${formatCount(reading.value)})`;
}

/** What a row says in full. */
export function reachText(reach: Reach, { count, share, total }: ReachRow): string {
	if (count.status === 'missing') return 'no data';
	if (count.value === null || share.value === null || total.value === null) return reach.hiddenText;
	return `${formatShare(share.value)}: ${formatCount(count.value)} of ${formatCount(total.value)} ${reach.unit}`;
}

