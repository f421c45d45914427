// When a record is of: an ISO week as it stands, or a day or moment of which the week is kept.
import { z } from 'zod';
import { parsePeriod, PeriodId, periodOf } from '../period.ts';

/** A day, or a moment as RFC 3339 or a database writes it; one without a zone is of UTC. */
const pattern =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)\d*(Z|[+-]\d{2})?(?::?(\d{2}))?)?$/;

/** An ISO week. */
export const IsoWeek = PeriodId.refine(
	(id) => id.includes('W') && parsePeriod(id).granularity === 'week',
	{ error: 'expected an ISO week like 2026-W18' }
);

/** An ISO week, a day or a moment. */
export const RecordTime = z
	.string()
	.refine((text) => IsoWeek.safeParse(text).success || toDay(text) !== undefined, {
		error: 'expected an ISO week like 2026-W18, a day like 2026-05-04 or a moment in RFC 3339'
	});

/** The Monday, as `2026-05-04`, of the UTC week that an accepted time is in. */
export function weekStartOf(time: string): string {
	const day = toDay(time);
	return (day === undefined ? parsePeriod(time) : periodOf(day, 'week')).start;
}

/** The UTC day that a text names; `undefined` for an ISO week, and for what is no day of a calendar. */
function toDay(text: string): string | undefined {
	const [, day = '', clock, zone = 'Z', minutes = '00'] = pattern.exec(text) ?? [];
	if (!z.iso.date().safeParse(day).success) return undefined;
	if (clock === undefined) return day;
	const moment = new Date(`${day}T${clock}${zone === 'Z' ? zone : `${zone}:${minutes}`}`);
	return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString().slice(0, 10);
}
