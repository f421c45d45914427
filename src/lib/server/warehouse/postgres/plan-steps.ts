// Which days are read from a database, and how many at a time.
import type { Days, StoreExtent } from '../../sources/postgres/telemetry-store.ts';

export interface StepOptions {
	/** How much of the table is read and committed at a time, at least; whole days. */
	readonly stepBytes: number;
	/** How long a heartbeat may take to appear in the database after the day of its receipt. */
	readonly lateDays: number;
}

const dayMs = 86_400_000;
const mostDays = 366;
/** The first step is that much shorter, as nothing is loaded while it is copied. */
const firstPart = 4;

/** The day before the server's own: no heartbeat is received on it any more. */
export function lastWholeDay({ today }: Pick<StoreExtent, 'today'>): string {
	return toDay(Date.parse(today) - dayMs);
}

/**
 * Steps of whole days, old to new, from the last days that are loaded to the last one that the store has.
 *
 * No step holds both days that are over and days that are not, so that each leaves a day that is wholly loaded.
 *
 * @param loaded last day that is wholly loaded, if any
 */
export function planSteps(
	extent: StoreExtent,
	loaded: string | undefined,
	{ stepBytes, lateDays }: StepOptions
): Days[] {
	const again = loaded === undefined ? -Infinity : Date.parse(loaded) + (1 - lateDays) * dayMs;
	const last = Date.parse(extent.until);
	const whole = Date.parse(lastWholeDay(extent));
	const length = daysPerStep(extent, stepBytes);
	const steps: Days[] = [];
	for (let from = Math.max(Date.parse(extent.from), again); from <= last;) {
		const days = steps.length === 0 ? Math.ceil(length / firstPart) : length;
		const end = from + (days - 1) * dayMs;
		const until = Math.min(end, from <= whole ? Math.min(whole, last) : last);
		steps.push({ from: toDay(from), until: toDay(until) });
		from = until + dayMs;
	}
	return steps;
}

function daysPerStep({ from, until, sizeBytes }: StoreExtent, stepBytes: number): number {
	if (sizeBytes === 0) return 1;
	const days = (Date.parse(until) - Date.parse(from)) / dayMs + 1;
	return Math.min(mostDays, Math.max(1, Math.ceil((stepBytes * days) / sizeBytes)));
}

function toDay(timeMs: number): string {
	return new Date(timeMs).toISOString().slice(0, 10);
}
