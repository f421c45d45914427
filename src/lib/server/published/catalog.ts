// What there is to ask for: each dataset as far as it is published, and how fresh it is.
import { z } from 'zod';
import type { Dataset } from '../../schema/dataset.ts';
import { dueTime, nextPeriod, parsePeriod, PeriodId } from '../../schema/period.ts';
import { Policy } from '../../schema/policy.ts';
import { PublishedTable } from '../../schema/release.ts';
import type { PublishedRelease } from './manifests.ts';

/** How far the newest release goes, and when the next one may be expected; days and moments in ISO 8601, UTC. */
export const Freshness = z.strictObject({
	period: PeriodId,
	/** The day after the last one counted. */
	end: z.iso.date(),
	releasedOn: z.iso.date(),
	next: z.strictObject({ period: PeriodId, due: z.iso.datetime() })
});
export type Freshness = z.infer<typeof Freshness>;

/** A dataset as far as it is published. */
export const CatalogEntry = z.strictObject({
	id: z.string(),
	title: z.string(),
	unit: z.strictObject({ one: z.string(), many: z.string() }),
	tables: z.array(PublishedTable),
	dimensions: z.array(z.strictObject({ id: z.string(), title: z.string() })),
	periods: z.strictObject({ week: z.array(PeriodId), month: z.array(PeriodId) }),
	freshness: z.strictObject({ week: Freshness.exactOptional(), month: Freshness.exactOptional() }),
	synthetic: z.boolean(),
	policy: Policy
});
export type CatalogEntry = z.infer<typeof CatalogEntry>;

/** All datasets with at least one release. */
export const Catalog = z.strictObject({ datasets: z.array(CatalogEntry) });
export type Catalog = z.infer<typeof Catalog>;

/** The entry of a dataset from its releases, each list oldest first; `undefined` when there are none. */
export function toCatalogEntry(
	dataset: Dataset,
	weeks: readonly PublishedRelease[],
	months: readonly PublishedRelease[]
): CatalogEntry | undefined {
	const newest = (weeks.at(-1) ?? months.at(-1))?.manifest;
	if (!newest) return undefined;
	const [week, month] = [weeks, months].map((list) => toFreshness(list.at(-1)));
	return {
		id: dataset.id,
		title: dataset.title,
		unit: dataset.unit,
		tables: newest.tables,
		dimensions: newest.dimensions.map(({ id, title }) => ({ id, title })),
		periods: { week: weeks.map(periodOf), month: months.map(periodOf) },
		freshness: { ...(week && { week }), ...(month && { month }) },
		synthetic: newest.synthetic,
		policy: newest.policy
	};
}

function periodOf({ manifest }: PublishedRelease): string {
	return manifest.period;
}

/** The grace time of the newest release is taken for the next one's as well. */
function toFreshness(release: PublishedRelease | undefined): Freshness | undefined {
	if (!release) return undefined;
	const { period, end, due } = release.manifest;
	const next = nextPeriod(parsePeriod(period));
	const graceHours = (Date.parse(due) - Date.parse(`${end}T00:00:00Z`)) / 3_600_000;
	return {
		period,
		end,
		releasedOn: release.releasedOn,
		next: { period: next.id, due: new Date(dueTime(next, graceHours)).toISOString() }
	};
}
