// From the periods that were asked for to the periods that are there.
import { parsePeriod, type Granularity } from '../../schema/period.ts';
import type { Parsed } from '../chart-query.ts';

/** First and last period of a view, both included. */
export interface Range {
	readonly from: string;
	readonly to: string;
}

/** How many periods are shown when nobody says otherwise. */
export const defaultLength: Readonly<Record<Granularity, number>> = { week: 26, month: 12 };

/**
 * The range asked for, by default the newest published periods.
 *
 * @param asked period ids, each optional
 * @param periods ids of the published periods of the granularity, oldest first, at least one
 * @returns a problem for each end that is no period of the granularity or lies outside what is published
 */
export function toRange(
	asked: { readonly from?: string | undefined; readonly to?: string | undefined },
	granularity: Granularity,
	periods: readonly string[]
): Parsed<Range> {
	const [first, last] = [periods[0] ?? '', periods.at(-1) ?? ''];
	const isInside = (id: string) => id.length === first.length && id >= first && id <= last;
	const problems = (['from', 'to'] as const)
		.filter((field) => !isInside(asked[field] ?? last))
		.map((field) => ({
			field,
			reason: `expected a published ${granularity} from ${first} to ${last}`
		}));
	if (problems.length > 0) return { problems };
	const to = asked.to ?? last;
	const from = asked.from ?? newest(periods, defaultLength[granularity], to);
	if (from > to)
		return {
			problems: [{ field: 'from', reason: `expected a ${granularity} no later than ${to}` }]
		};
	return { value: { from, to } };
}

/**
 * The published periods of another granularity that share a day with `range`; `undefined` when there are none.
 *
 * @param periods ids of those periods, oldest first
 */
export function rangeIn(range: Range, periods: readonly string[]): Range | undefined {
	const [start, end] = [parsePeriod(range.from).start, parsePeriod(range.to).end];
	const sharing = periods.map(parsePeriod).filter((one) => one.start < end && one.end > start);
	const [first, last] = [sharing[0], sharing.at(-1)];
	return first && last && { from: first.id, to: last.id };
}

/**
 * As many periods as `range` has, just before it; `undefined` when not all of them are published.
 *
 * @param periods ids of the published periods, oldest first
 */
export function rangeBefore(range: Range, periods: readonly string[]): Range | undefined {
	const [start, end] = [periods.indexOf(range.from), periods.indexOf(range.to)];
	const [from, to] = [periods[2 * start - end - 1], periods[start - 1]];
	return from !== undefined && to !== undefined ? { from, to } : undefined;
}

/** First of the `length` periods that end with `to`; the oldest one when there are fewer. */
export function newest(periods: readonly string[], length: number, to = periods.at(-1)): string {
	return periods.filter((id) => to === undefined || id <= to).slice(-length)[0] ?? '';
}
