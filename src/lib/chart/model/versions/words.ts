// Adoption and “at least” as one sentence and as a table of text.
import { formatCount, formatDays, formatPeriod, formatShare } from '../../format.ts';
import type { Estimate } from '../estimate/estimate.ts';
import type { Grid, GridCell } from '../grid.ts';
import type { Adoption } from './adoption.ts';
import type { AtLeast } from './at-least.ts';
import type { Milestone } from './milestone.ts';
import { texts } from '../../../texts/texts.ts';

/** How fast the newest release that half of all units run came there. */
export function summarizeAdoption({ lines, unit }: Adoption): string {
	const line = lines.findLast(({ t50 }) => t50.value !== undefined);
	if (!line) return texts.summaries.noHalfKnown(unit);
	const half = dayText(line.t50);
	return line.t80.value === undefined
		? texts.summaries.halfOnly(unit, line.version, half)
		: texts.summaries.halfAndMost(unit, line.version, half, dayText(line.t80));
}

/** What dropping the older versions would break in the newest released period. */
export function summarizeAtLeast({ newest, version, unit, hiddenText }: AtLeast): string {
	if (!newest) return texts.summaries.nothingCounted(unit);
	const { count, share } = newest.below;
	const when = formatPeriod(newest.period);
	if (count.low === null || count.high === null || share.low === null || share.high === null) {
		return texts.summaries.olderHidden(when, unit, version, hiddenText);
	}
	const counts = texts.readings.range(formatCount(count.low), formatCount(count.high));
	const shares = texts.readings.range(formatShare(share.low), formatShare(share.high));
	return texts.summaries.older(when, counts, unit, shares, version);
}

/** Releases down, newest first: when each came out, and when it reached 50 and 80 %. */
export function toAdoptionGrid({ lines, hiddenText }: Adoption): Grid {
	return {
		corner: texts.columns.release,
		columns: [
			{ key: 't50', label: texts.columns.daysToHalf },
			{ key: 't80', label: texts.columns.daysToMost },
			{ key: 'newest', label: texts.columns.newestShare }
		],
		rows: lines.toReversed().map(({ label, released, t50, t80, points }) => ({
			head: label,
			detail: released,
			cells: [toDayCell(t50), toDayCell(t80), toCell(points.at(-1), formatShare)]
		})),
		hiddenText
	};
}

/** Periods down, newest first: units at or above the version, and below. */
export function toAtLeastGrid({ cuts, periods, measure, version, hiddenText }: AtLeast): Grid {
	const format = measure === 'share' ? formatShare : formatCount;
	const group = texts.readings.orNewer(version);
	return {
		corner: texts.columns[periods[0]?.granularity ?? 'week'],
		columns: [
			{ key: 'least', label: texts.columns.certain, group },
			{ key: 'value', label: texts.columns.shown, group },
			{ key: 'most', label: texts.columns.possible, group }
		],
		rows: cuts
			.map(({ period, atLeast }) => {
				const estimate = atLeast[measure];
				const bound = (value: number | null) =>
					toCell({ value, status: value === null ? estimate.status : 'published' }, format);
				return {
					head: period.id,
					detail: formatDays(period),
					cells: [bound(estimate.low), toCell(estimate, format), bound(estimate.high)]
				};
			})
			.reverse(),
		hiddenText
	};
}

function toCell(
	reading: Pick<Estimate, 'value' | 'status'> | undefined,
	format: (value: number) => string
): GridCell {
	if (!reading) return { text: '', status: 'missing' };
	return { text: reading.value === null ? '' : format(reading.value), status: reading.status };
}

function toDayCell(milestone: Milestone): GridCell {
	const isReached = milestone.value !== undefined || milestone.between !== undefined;
	const text = isReached ? dayText(milestone) : texts.releases.notYet;
	return { text, status: 'published' };
}

/** `23 days (21 to 26)`, or the two days between which it lies. */
function dayText({ value, between, low, high }: Milestone): string {
	if (between) return texts.releases.daysBetween(formatCount(between[0]), formatCount(between[1]));
	const [about = '', first, last] = [value, low, high].map((day) =>
		day === undefined ? undefined : formatCount(day)
	);
	if (first === last) return texts.releases.days(about);
	return texts.releases.daysWithin(about, first ?? '', last ?? texts.releases.notYetCertain);
}
