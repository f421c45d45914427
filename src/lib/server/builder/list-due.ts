// Which periods of a dataset are due: closed, with something received, and not published.
import { join } from 'node:path';
import type { Dataset } from '../../schema/dataset.ts';
import { dueTime, nextPeriod, periodOf, type Period } from '../../schema/period.ts';
import type { Policy } from '../../schema/policy.ts';
import type { HeartbeatCounter } from '../store/heartbeat-counter.ts';
import { registerSource } from '../warehouse/register-source.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { receivedOf } from './received.ts';
import { isPublished } from './write-release.ts';

/** Hours a closed period waits for late heartbeats. */
export const graceHours = 48;

export interface DueOptions {
	readonly dataset: Dataset;
	readonly dataFolder: string;
	readonly policy: Policy;
	/** Milliseconds since 1970; periods due until then are closed. */
	readonly now: number;
	/** Only this period, when given. */
	readonly period?: Period | undefined;
	/** Only periods that begin in the newest so many calendar months of the dataset, when given. */
	readonly newestMonths?: number | undefined;
	/** Where heartbeats are, when not in the warehouse. */
	readonly heartbeats?: HeartbeatCounter | undefined;
}

/** Periods that are closed, in which something was received and that have no release: weeks before months, newest first. */
export async function listDue(warehouse: Warehouse, options: DueOptions): Promise<Period[]> {
	const { dataset, policy } = options;
	const received = receivedOf(warehouse, dataset, options.heartbeats);
	const span = await received.readSpan();
	if (!span) return [];
	const since =
		options.newestMonths === undefined ? '' : startOfMonths(span.last, options.newestMonths);
	const publishedFolder = join(options.dataFolder, 'published');
	const source = registerSource(dataset);
	const aggregated = await source.aggregated(warehouse);
	const isOldEnough = (period: Period) =>
		aggregated.has(period.start) ||
		(span.firstUnit !== undefined && source.isOldEnough(period, span.firstUnit, policy));
	const due: Period[] = [];
	for (const granularity of dataset.granularities) {
		const ofGranularity: Period[] = [];
		for (
			let period = periodOf(span.first, granularity);
			period.start <= span.last && dueTime(period, graceHours) <= options.now;
			period = nextPeriod(period)
		) {
			const release = { dataset: dataset.id, granularity, period: period.id };
			if (period.start < since || (options.period && options.period.id !== period.id)) continue;
			if (!isOldEnough(period)) continue;
			if (await isPublished(publishedFolder, release)) continue;
			if (await received.hasReceived(period)) ofGranularity.unshift(period);
		}
		due.push(...ofGranularity);
	}
	return due;
}

/** First day of the calendar month of `day`, or of one some months before it: `count` months in all. */
function startOfMonths(day: string, count: number): string {
	const [year = 0, month = 1] = day.split('-').map(Number);
	return new Date(Date.UTC(year, month - count, 1)).toISOString().slice(0, 10);
}
