// Where the units of a dataset come from: statements of its own, or those that fit any usage records.
import type { Dataset } from '../../schema/dataset.ts';
import type { Period } from '../../schema/period.ts';
import type { Thresholds } from '../store/heartbeat-counter.ts';
import type { Parameters } from './connection.ts';
import { readStatement } from './statement.ts';
import { weeksOf } from './usage/aggregates/aggregate-store.ts';
import { isUsage, openUsage, usageStatement, type UsageDataset } from './usage/usage-tables.ts';
import type { Warehouse } from './warehouse.ts';

/** How the register of a dataset is made, and what tells whether there is anything to make it of. */
export interface RegisterSource {
	/** Makes the tables that the statements read, where they are not there. */
	open(warehouse: Warehouse): Promise<void>;
	statement(name: 'span' | 'received' | 'register'): string;
	within(period: Period): Parameters;
	thresholds(policy: Thresholds): Parameters;
	/** Periods of which rows were aggregated elsewhere, by their first days. */
	aggregated(warehouse: Warehouse): Promise<ReadonlySet<string>>;
	/** Whether a unit first heard of on `day` can count in the period. */
	isOldEnough(period: Period, day: string, policy: Thresholds): boolean;
}

const dayMs = 86_400_000;

/** The source of a dataset's units. */
export function registerSource(dataset: Dataset): RegisterSource {
	return isUsage(dataset) ? recordSource(dataset) : ownSource(dataset);
}

function ownSource({ register }: Dataset): RegisterSource {
	return {
		open: () => Promise.resolve(),
		statement: (name) => readStatement(`${name}_${register ?? ''}`),
		within: ({ start, end }) => ({ start, end }),
		thresholds: ({ minActiveDays, minAgeDays }) => ({
			min_active_days: minActiveDays,
			min_age_days: minAgeDays
		}),
		aggregated: () => Promise.resolve(new Set()),
		isOldEnough: ({ end }, day, { minAgeDays }) =>
			Date.parse(end) - dayMs - Date.parse(day) >= minAgeDays * dayMs
	};
}

/** A record knows no days, so its unit counts in the weeks that begin `minAgeDays`, in whole weeks, after its first. */
function recordSource(dataset: UsageDataset): RegisterSource {
	return {
		open: (warehouse) => openUsage(warehouse, dataset),
		statement: (name) => usageStatement(dataset, `${name}_usage`, registerLiterals(dataset)),
		within: ({ start }) => ({ start }),
		aggregated: (warehouse) => weeksOf(warehouse, dataset, 'aggregates'),
		thresholds: (policy) => ({ min_age_weeks: ageInWeeks(policy) }),
		isOldEnough: ({ start }, day, policy) =>
			Date.parse(start) - Date.parse(day) >= ageInWeeks(policy) * 7 * dayMs
	};
}

function ageInWeeks({ minAgeDays }: Thresholds): number {
	return Math.ceil(minAgeDays / 7);
}

function registerLiterals({ record, dimensions }: UsageDataset): Record<string, string> {
	const known = dimensions.filter(({ column }) => column !== 'answer');
	const columns = (isWanted: (kind: string) => boolean) =>
		known.filter(({ kind }) => isWanted(kind)).map(({ column }) => `"${column}"`);
	const sets = known.filter(({ kind }) => kind === 'set');
	const single = columns((kind) => kind !== 'set' && kind !== 'band');
	const sums = columns((kind) => kind === 'band').map((one) => `, sum(${one}) AS ${one}`);
	return {
		weight: record.weight === undefined ? '0' : `"${record.weight}"`,
		order: single.length === 0 ? 'NULL' : single.join(', '),
		single:
			single.length === 0 ? 'nothing: NULL' : single.map((one) => `${one}: ${one}`).join(', '),
		sets: [...sets.map(({ column }) => codesOf(record, column)), ...sums].join('\n\t\t')
	};
}

/** All codes of a unit, whether each of its records has one or a list of them. */
function codesOf({ fields }: UsageDataset['record'], column: string): string {
	const isList = fields.some(({ id, kind }) => id === column && kind === 'set');
	const all = `list("${column}") FILTER ("${column}" IS NOT NULL)`;
	return `, coalesce(list_distinct(${isList ? `flatten(${all})` : all}), []) AS "${column}"`;
}
