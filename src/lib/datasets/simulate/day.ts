// Days as numbers: days since 1970-01-01 in UTC, so that the simulation can reckon without a calendar.

const dayMs = 86_400_000;

/** Number of the day written `YYYY-MM-DD`; `undefined` when there is no such day. */
export function parseDay(text: string): number | undefined {
	const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
	if (Number.isNaN(time)) return undefined;
	const day = time / dayMs;
	return toDayText(day) === text ? day : undefined;
}

/** The day as `YYYY-MM-DD`. */
export function toDayText(day: number): string {
	return new Date(day * dayMs).toISOString().slice(0, 10);
}
