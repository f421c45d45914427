// The one narrow way between a store of heartbeats behind several receivers and those who fill and read it.
import type { DrainedTo } from '../warehouse/inbox/drained.ts';
import type { Tombstones } from '../warehouse/erasure/tombstones.ts';

/** Appends, counted from 1; another `store` counts its own. */
export interface StorePoint {
	readonly store: string;
	readonly batch: number;
}

/** An append, and how many heartbeats are of it still. */
export interface StoredBatch {
	readonly batch: number;
	readonly heartbeats: number;
}

/** Batches behind `from` up to `until`. */
export interface BatchRange {
	readonly from: number;
	readonly until: number;
	/** Those of instances that are held, or those of the others. */
	readonly held: boolean;
}

/** What a folder has published. */
export interface ReleaseName {
	readonly dataset: string;
	readonly period: string;
}

/** Every method throws a `StoreError` when the store can't be used. */
export interface HeartbeatStore {
	/** To be shown: no user, no password. */
	readonly name: string;

	/** How far segments of this and other inboxes are drained. */
	readDrained(): Promise<ReadonlyMap<string, DrainedTo>>;
	/**
	 * Stores heartbeats, of each instance and UTC day the latest, and the point of their segment that they reach, or
	 * neither. The same again changes nothing.
	 *
	 * @param lines canonical JSON of one heartbeat each
	 * @param over whether they are of sources over their limit
	 */
	append(lines: readonly string[], over: boolean, drained: DrainedTo): Promise<void>;
	recordDrained(drained: DrainedTo): Promise<void>;
	/** Forgets these segments, and those that nobody came back for. */
	forgetDrained(names: readonly string[]): Promise<void>;

	/** The last append, which all reading goes up to. */
	readPoint(): Promise<StorePoint>;
	/** Batches behind `batch`, in their order. */
	listBatches(batch: number): Promise<StoredBatch[]>;
	/** Writes their heartbeats to a new `file`, one JSON text per line in the spelling of JSONB. */
	copyHeartbeats(range: BatchRange, file: string): Promise<void>;
	/** Writes every instance with the day on which it was first seen to a new `file`, tab-separated. */
	copyInstances(file: string): Promise<void>;

	/**
	 * Adds those who are missing on either side, and erases what there is of those that the store did not know.
	 *
	 * @returns all of them, and how many rows were erased
	 */
	shareTombstones(local: Tombstones): Promise<{ all: Tombstones; erased: number }>;
	/** Deletes heartbeats from before a UTC day; returns how many. */
	deleteBefore(day: string): Promise<number>;
	/** Instances that count from now on, whatever source they came from. */
	admit(instances: readonly string[]): Promise<void>;

	/** Does `work` while nobody else publishes from this store; `undefined`, and nothing done, while somebody does. */
	whilePublishing<Result>(work: () => Promise<Result>): Promise<Result | undefined>;
	readReleases(): Promise<ReleaseName[]>;
	recordReleases(releases: readonly ReleaseName[]): Promise<void>;
	close(): Promise<void>;
}
