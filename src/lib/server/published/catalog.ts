// What there is to ask for: each dataset as far as it is published, and how fresh it is.
import type { Dataset } from '../../schema/dataset.ts';
import { dueTime, nextPeriod, parsePeriod, type Granularity } from '../../schema/period.ts';
import type { Policy } from '../../schema/policy.ts';
import type { PublishedTable } from '../../schema/release.ts';
import type { PublishedRelease } from './manifests.ts';

/** How far the newest release goes, and when the next one may be expected; days and moments in ISO 8601, UTC. */
export interface Freshness {
	readonly period: string;
	/** The day after the last one counted. */
	readonly end: string;
	readonly releasedOn: string;
	readonly next: { readonly period: string; readonly due: string };
}

/** A dataset as far as it is published. */
export interface CatalogEntry {
	readonly id: string;
	readonly title: string;
	readonly unit: { readonly one: string; readonly many: string };
	readonly tables: readonly PublishedTable[];
	readonly dimensions: readonly { readonly id: string; readonly title: string }[];
	readonly periods: Readonly<Record<Granularity, readonly string[]>>;
	readonly freshness: Readonly<Partial<Record<Granularity, Freshness>>>;
	readonly synthetic: boolean;
	readonly policy: Policy;
}

/** All datasets with at least one release. */
export interface Catalog {
	readonly datasets: readonly CatalogEntry[];
}

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
