// The one narrow way between a store of heartbeats behind several receivers and those who fill and read it.
import type { DrainedTo } from '../warehouse/inbox/drained.ts';
import type { Tombstones } from '../warehouse/erasure/tombstones.ts';
import type { HeartbeatCounter } from './heartbeat-counter.ts';

/** An instance that counts whatever source it came from, and the UTC days on which it is known to have been there. */
export interface KnownInstance {
	readonly instance: string;
	readonly firstSeen: string;
	readonly lastSeen: string;
}

/** What a folder has published. */
export interface ReleaseName {
	readonly dataset: string;
	readonly period: string;
}

/** Every method throws a `StoreError` when the store can't be used. */
export interface HeartbeatStore extends HeartbeatCounter {
	/** To be shown: no user, no password. */
	readonly name: string;

	/** How far segments of this and other inboxes are drained. */
	readDrained(): Promise<ReadonlyMap<string, DrainedTo>>;
	/**
	 * Stores heartbeats, of each instance and UTC day the latest, and never before them the point of their segment that
	 * they reach. The same again changes nothing, nor does another order. Of those of a day with the same `sent_at` the
	 * greater one stays, by version, deployment and so on in the order of the columns of `sql/schema.sql`, texts by code
	 * points.
	 *
	 * An instance that is new is held when `over`; one that is there stays as it is.
	 *
	 * @param lines canonical JSON of one heartbeat each
	 * @param over whether they are of sources over their limit
	 * @param drained nothing where they come from no segment
	 */
	append(lines: readonly string[], over: boolean, drained?: DrainedTo): Promise<void>;
	recordDrained(drained: DrainedTo): Promise<void>;
	/** Forgets these segments, and those that nobody came back for. */
	forgetDrained(names: readonly string[]): Promise<void>;

	/** Lets instances count, each as old as the earlier of the first days that are known of it. */
	vouch(instances: readonly KnownInstance[]): Promise<void>;

	/**
	 * Adds those who are missing on either side, and erases what there is of those that the store did not know.
	 *
	 * @returns all of them, and how many rows were erased
	 */
	shareTombstones(local: Tombstones): Promise<{ all: Tombstones; erased: number }>;
	/** Does `work` while nobody else publishes from this store; `undefined`, and nothing done, while somebody does. */
	whilePublishing<Result>(work: () => Promise<Result>): Promise<Result | undefined>;
	/** Throws when the turn that `whilePublishing` gave may be somebody else's by now. */
	confirmTurn(): Promise<void>;
	readReleases(): Promise<ReleaseName[]>;
	recordReleases(releases: readonly ReleaseName[]): Promise<void>;
	close(): Promise<void>;
}
