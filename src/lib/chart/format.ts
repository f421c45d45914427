// How numbers and periods read, in one language and through Intl only.
import type { Period } from '../schema/period.ts';
import { significantDigits } from '../schema/sum-digits.ts';
import type { TableView } from '../schema/table-view.ts';
import { texts } from '../texts/texts.ts';

const dayMs = 86_400_000;
const counts = new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 0 });
const fineNumbers = new Intl.NumberFormat(texts.locale, { maximumSignificantDigits: 3 });
const wholePercents = new Intl.NumberFormat(texts.locale, {
	style: 'percent',
	maximumFractionDigits: 0
});
const finePercents = new Intl.NumberFormat(texts.locale, {
	style: 'percent',
	maximumFractionDigits: 1
});
const finePoints = new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 1 });
const days = new Intl.DateTimeFormat(texts.locale, {
	day: 'numeric',
	month: 'short',
	year: 'numeric',
	timeZone: 'UTC'
});
const months = new Intl.DateTimeFormat(texts.locale, { month: 'long', timeZone: 'UTC' });
const shortMonths = new Intl.DateTimeFormat(texts.locale, { month: 'short', timeZone: 'UTC' });

/** A number with grouped thousands, `1,480`; what is no whole number to three digits, `2.85`. */
export function formatCount(count: number): string {
	return (Number.isInteger(count) ? counts : fineNumbers).format(count);
}

/** A share from 0 to 1 in percent: whole from 10 % on, one decimal below, as a smaller one would read 0. */
export function formatShare(share: number): string {
	return share !== 0 && share < 0.0995 ? finePercents.format(share) : wholePercents.format(share);
}

/** A difference of shares from 0 to 1 in percentage points, without its unit: whole from 10 on, one decimal below. */
export function formatPoints(difference: number): string {
	const points = 100 * difference;
	return (Math.abs(points) < 9.95 ? finePoints : counts).format(points);
}

/** A period inside a sentence: `week 46 of 2026`, `November 2026`. */
export function formatPeriod(period: Period): string {
	return inWords(period, yearOf(period));
}

/** First to last period, naming a shared year once: `week 20 to week 46 of 2026`. Oldest first; empty for none. */
export function formatRange(periods: readonly Period[]): string {
	const [first, last] = [periods[0], periods.at(-1)];
	if (!first || !last) return '';
	if (first.id === last.id) return formatPeriod(last);
	const isSameYear = yearOf(first) === yearOf(last);
	const from = inWords(first, isSameYear ? undefined : yearOf(first));
	return texts.periods.range(from, formatPeriod(last));
}

/** The days of a period in UTC, both included: `9–15 Nov 2026`. */
export function formatDays(period: Period): string {
	return days.formatRange(firstDay(period), new Date(lastDayBefore(period.end)));
}

/** A day, or the UTC day of a moment, both ISO 8601: `15 Nov 2026`. */
export function formatDay(moment: string): string {
	return days.format(new Date(moment));
}

/** The day before `day` (`YYYY-MM-DD`). */
export function lastDayBefore(day: string): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) - dayMs).toISOString().slice(0, 10);
}

/** A period on an axis: `W46` or `Nov`, with its year where the axis spans several. */
export function formatTick(period: Period, hasYear: boolean): string {
	const text =
		period.granularity === 'week'
			? texts.periods.weekTick(weekOf(period))
			: shortMonths.format(firstDay(period));
	return hasYear ? texts.periods.tickWithYear(text, yearOf(period).slice(2)) : text;
}

/** How the numbers of a table are rounded, as a phrase: `counts rounded to 5`. */
export function formatRounding({ policy, sum }: Pick<TableView, 'policy' | 'sum'>): string {
	if (sum) return texts.sums.rounded(significantDigits, policy.dominance);
	return policy.base > 1 ? texts.facts.rounded(policy.base) : texts.facts.notRounded;
}

/** A phrase as it begins a line. */
export function capitalize(phrase: string): string {
	return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}`;
}

/** The year a period counts to: of an ISO week the one in its name, not that of its Monday. */
export function yearOf(period: Period): string {
	return period.id.slice(0, 4);
}

function inWords(period: Period, year: string | undefined): string {
	return period.granularity === 'week'
		? texts.periods.week(weekOf(period), year)
		: texts.periods.month(months.format(firstDay(period)), year);
}

function weekOf(period: Period): string {
	return String(Number(period.id.slice(6)));
}

function firstDay(period: Period): Date {
	return new Date(`${period.start}T00:00:00Z`);
}
