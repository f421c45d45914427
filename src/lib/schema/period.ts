// Periods of publication: ISO 8601 weeks and calendar months, in UTC, fixed and without overlap.
import { z } from 'zod';

export const granularities = ['week', 'month'] as const;
export const Granularity = z.enum(granularities);
export type Granularity = z.infer<typeof Granularity>;

/** Weeks for months and the other way round. */
export function otherGranularity(granularity: Granularity): Granularity {
	return granularity === 'week' ? 'month' : 'week';
}

const dayMs = 86_400_000;

/** An ISO week `2026-W18` or a month `2026-05` that exists; `2025-W53` does not. */
export const PeriodId = z
	.string()
	.refine((id) => isPeriodId(id), {
		error: 'expected an ISO week like 2026-W18 or a month like 2026-05',
		abort: true
	})
	.meta({ description: 'An ISO week like 2026-W18 or a month like 2026-05.' });
export type PeriodId = z.infer<typeof PeriodId>;

/** A period with its first day and the day after its last, both `YYYY-MM-DD` in UTC. */
export interface Period {
	readonly id: PeriodId;
	readonly granularity: Granularity;
	readonly start: string;
	readonly end: string;
}

/**
 * Reads a period id.
 *
 * @throws {RangeError} when `id` is not an existing ISO week or month of the years 1970 to 9999
 */
export function parsePeriod(id: string): Period {
	const week = /^(\d{4})-W(\d{2})$/.exec(id);
	if (week) {
		const period = weekOf(mondayOfWeek(Number(week[1]), Number(week[2])));
		if (period.id === id) return period;
	}
	const month = /^(\d{4})-(\d{2})$/.exec(id);
	if (month) {
		const period = monthOf(Date.UTC(Number(month[1]), Number(month[2]) - 1, 1));
		if (period.id === id) return period;
	}
	throw new RangeError(`expected an ISO week like 2026-W18 or a month like 2026-05, got ${id}`);
}

/** The period of `granularity` in which the UTC day `day` (`YYYY-MM-DD`) lies. */
export function periodOf(day: string, granularity: Granularity): Period {
	const time = Date.parse(`${day}T00:00:00Z`);
	if (Number.isNaN(time)) throw new RangeError(`expected a day like 2026-05-04, got ${day}`);
	return granularity === 'week' ? weekOf(time) : monthOf(time);
}

/** The period right after `period`. */
export function nextPeriod(period: Period): Period {
	return periodOf(period.end, period.granularity);
}

/**
 * All periods from `first` to `last`, both included, in order; empty when `last` lies before `first`.
 *
 * @throws {RangeError} when one is not a period or the two differ in granularity
 */
export function periodsBetween(first: string, last: string): Period[] {
	const end = parsePeriod(last);
	let period = parsePeriod(first);
	if (period.granularity !== end.granularity) {
		throw new RangeError(`expected two weeks or two months, got ${first} and ${last}`);
	}
	const periods: Period[] = [];
	for (; period.start <= end.start; period = nextPeriod(period)) periods.push(period);
	return periods;
}

/** The moment (milliseconds since 1970) from which a period may be published: its end and `graceHours` more. */
export function dueTime(period: Period, graceHours: number): number {
	return Date.parse(`${period.end}T00:00:00Z`) + graceHours * 3_600_000;
}

/** The last day of a period, `YYYY-MM-DD`. */
export function lastDay({ end }: Period): string {
	return toDay(Date.parse(`${end}T00:00:00Z`) - dayMs);
}

/** Days from one day (`YYYY-MM-DD`, UTC) to another; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
	return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs;
}

function isPeriodId(id: string): boolean {
	try {
		parsePeriod(id);
		return true;
	} catch {
		return false;
	}
}

function weekOf(time: number): Period {
	const weekday = (new Date(time).getUTCDay() + 6) % 7;
	const monday = time - weekday * dayMs;
	const year = new Date(monday + 3 * dayMs).getUTCFullYear();
	const week = Math.round((monday - mondayOfWeek(year, 1)) / (7 * dayMs)) + 1;
	return {
		id: `${pad(year, 4)}-W${pad(week, 2)}`,
		granularity: 'week',
		start: toDay(monday),
		end: toDay(monday + 7 * dayMs)
	};
}

function monthOf(time: number): Period {
	const date = new Date(time);
	const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
	return {
		id: `${pad(year, 4)}-${pad(month + 1, 2)}`,
		granularity: 'month',
		start: toDay(Date.UTC(year, month, 1)),
		end: toDay(Date.UTC(year, month + 1, 1))
	};
}

/** Monday of an ISO week: week 1 holds 4 January. */
function mondayOfWeek(year: number, week: number): number {
	const fourth = Date.UTC(year, 0, 4);
	const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
	return fourth + ((week - 1) * 7 - weekday) * dayMs;
}

function toDay(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}

function pad(value: number, width: number): string {
	return String(value).padStart(width, '0');
}
