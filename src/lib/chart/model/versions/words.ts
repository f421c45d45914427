// Adoption and “at least” as one sentence and as a table of text.
import { formatCount, formatDays, formatPeriod, formatShare } from '../../format.ts';
import type { Estimate } from '../estimate/estimate.ts';
import type { Grid, GridCell } from '../grid.ts';
import type { Adoption } from './adoption.ts';
import type { AtLeast } from './at-least.ts';
import type { Milestone } from './milestone.ts';

/** How fast the newest release that half of all units run came there. */
export function summarizeAdoption({ lines, unit }: Adoption): string {
	const line = lines.findLast(({ t50 }) => t50.value !== undefined);
	if (!line) return `No release followed here is known to have reached half of all ${unit}.`;
	const eighty = line.t80.value === undefined ? 'not yet' : `after ${dayText(line.t80)}`;
	return `Half of all ${unit} ran ${line.version} or newer after ${dayText(line.t50)}; 80% ${eighty}.`;
}

/** What dropping the older versions would break in the newest released period. */
export function summarizeAtLeast({ newest, version, unit, hiddenText }: AtLeast): string {
	if (!newest) return `No ${unit} were counted in this range yet.`;
	const { count, share } = newest.below;
	const when = `In ${formatPeriod(newest.period)},`;
	if (count.low === null || count.high === null || share.low === null || share.high === null) {
		return `${when} how many ${unit} run less than ${version} is ${hiddenText}.`;
	}
	const counts = `${formatCount(count.low)} to ${formatCount(count.high)} ${unit}`;
	const shares = `${formatShare(share.low)} to ${formatShare(share.high)}`;
	return `${when} ${counts} (${shares}) run a version older than ${version} or one that is not shown.`;
}

/** Releases down, newest first: when each came out, and when it reached 50 and 80 %. */
export function toAdoptionGrid({ lines, hiddenText }: Adoption): Grid {
	return {
		corner: 'Release',
		columns: [
			{ key: 't50', label: 'Days to 50%' },
			{ key: 't80', label: 'Days to 80%' },
			{ key: 'newest', label: 'Newest share' }
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
	return {
		corner: periods[0]?.granularity === 'month' ? 'Month' : 'Week',
		columns: [
			{ key: 'least', label: 'Certain', group: `${version} or newer` },
			{ key: 'value', label: 'Shown', group: `${version} or newer` },
			{ key: 'most', label: 'Possible', group: `${version} or newer` }
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
	const text = milestone.value === undefined && !milestone.between ? 'not yet' : dayText(milestone);
	return { text, status: 'published' };
}

/** `23 days (21 to 26)`, or the two days between which it lies. */
function dayText({ value, between, low, high }: Milestone): string {
	if (between) return `${formatCount(between[0])} to ${formatCount(between[1])} days`;
	const [about, first, last] = [value, low, high].map((day) =>
		day === undefined ? undefined : formatCount(day)
	);
	if (first === last) return `${about} days`;
	return `${about} days (${first} to ${last ?? 'not yet certain'})`;
}
