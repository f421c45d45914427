// The one narrow way between heartbeats, wherever they are kept, and those who publish: only cells cross it.
import type { Dataset } from '../../schema/dataset.ts';
import type { Division } from '../../schema/division.ts';
import type { Period } from '../../schema/period.ts';
import type { Policy } from '../../schema/policy.ts';

/** Thresholds before a unit counts. */
export type Thresholds = Pick<Policy, 'minActiveDays' | 'minAgeDays'>;

/** First and last UTC day with anything received of a dataset, and the first with anything of a single unit. */
export interface Span {
	readonly first: string;
	readonly last: string;
	readonly firstUnit: string | undefined;
}

/** Units that report exactly these raw values, in the order of the table's dimensions. */
export interface FinestCount {
	readonly values: readonly (string | null)[];
	readonly count: number;
}

/** How the sum of one finest cell divides, by raw values; `*` for all codes of a set together. */
export type FinestDivision = Division & { readonly values: readonly (string | null)[] };

/** A division as an engine counts it: beside those who add something, `units` are all who have these raw values. */
export type EngineDivision = FinestDivision & { readonly units: number };

/** What an engine counted, in any order. Whoever asked checks that it is whole before anything is made of it. */
export interface EngineCells {
	/** Instances that count in the period, asked for apart from the cells. */
	readonly population: number;
	/** Per id of a table that counts. */
	readonly counts: ReadonlyMap<string, readonly FinestCount[]>;
	/** Per id of a table of sums, each unit with what its sum takes of it at `most`; none in months. */
	readonly divisions: ReadonlyMap<string, readonly EngineDivision[]>;
}

/** What is from before a day. */
export interface Expired {
	/** Heartbeats, held ones among them, or records. */
	readonly rows: number;
	/** Units that count, of which nothing is left but when they were last seen, and in the warehouse the last version. */
	readonly gone: number;
}

/** An instance that is held: stored, and counted nowhere until the steward vouches for it. */
export interface HeldInstance {
	readonly instance: string;
	/** UTC days. */
	readonly firstDay: string;
	readonly lastDay: string;
	/** One a day at most. */
	readonly heartbeats: number;
}

/**
 * Heartbeats, of each instance and UTC day the latest, and what can be asked of them. Held instances are in none of the
 * answers but those that name them. No answer may be partial: an engine of which a part is away throws.
 */
export interface HeartbeatCounter {
	/** The days with any heartbeat that may count; `undefined` without one. */
	readSpan(): Promise<Span | undefined>;
	/** Whether there is any heartbeat that may count in the period, whatever the thresholds make of it. */
	hasReceived(period: Period): Promise<boolean>;
	/**
	 * Takes of each instance the whole last heartbeat of the period, where the instance is active and old enough, and
	 * counts them once per table.
	 */
	count(dataset: Dataset, period: Period, thresholds: Thresholds): Promise<EngineCells>;

	/** What is from before a UTC day. */
	countExpired(day: string): Promise<Expired>;
	/** Deletes what `countExpired` counts. An instance that is gone is, should it come back, as old as its last day. */
	expire(day: string): Promise<Expired>;

	/** Every held instance, by its first day, then by id. */
	listHeld(): Promise<HeldInstance[]>;
	/** Lets instances count that are held, as old as their first day; returns how many heartbeats that lets count. */
	admit(instances: readonly string[]): Promise<number>;
	/** Deletes all of instances that are held; returns how many heartbeats that were. */
	drop(instances: readonly string[]): Promise<number>;
}
