// Heartbeats of several receivers in ClickHouse, spread over its shards by instance, so that all of an instance is in one.
import { z } from 'zod';
import type { Dataset } from '../../../schema/dataset.ts';
import type { Period } from '../../../schema/period.ts';
import type { Tombstones } from '../../warehouse/erasure/tombstones.ts';
import type { DrainedTo } from '../../warehouse/inbox/drained.ts';
import type { EngineCells, Expired, HeldInstance, Span, Thresholds } from '../heartbeat-counter.ts';
import type { HeartbeatStore, KnownInstance, ReleaseName } from '../heartbeat-store.ts';
import { StoreError } from '../store-error.ts';
import { appendLines } from './append-lines.ts';
import type { ClickHouseAddress } from './cluster/clickhouse-address.ts';
import { openCluster, type Cluster } from './cluster/cluster.ts';
import { countCells } from './count-cells.ts';
import { countExpired, expireBefore } from './instances/expire-before.ts';
import { shareTombstones } from './instances/forget.ts';
import { toDay, toDayNumber } from './heartbeat-row.ts';
import { admit, drop, listHeld, vouch } from './instances/held-instances.ts';
import { readStatement } from './statement.ts';
import { Turn } from './turn.ts';

const Day = z.number().int().nullable();
const SpanRow = z.tuple([Day, Day]);
const AnyRow = z.tuple([z.number()]);
const SegmentRow = z
	.tuple([z.string(), z.coerce.number().int(), z.string()])
	.transform(([name, drainedBytes, tail]) => ({ name, drainedBytes, tail }));
const ReleaseRow = z
	.tuple([z.string(), z.string()])
	.transform(([dataset, period]) => ({ dataset, period }));

/**
 * Opens the store of a cluster, making its tables where there are none.
 *
 * @throws {StoreError} when it can't be used
 */
export async function openClickHouse(address: ClickHouseAddress): Promise<HeartbeatStore> {
	return new ClickHouseStore(address.name, await openCluster(address));
}

class ClickHouseStore implements HeartbeatStore {
	readonly name: string;
	readonly #cluster: Cluster;
	#turn: Turn | undefined;

	constructor(name: string, cluster: Cluster) {
		this.name = name;
		this.#cluster = cluster;
	}

	async readSpan(): Promise<Span | undefined> {
		const sql = readStatement('span', { instances: readStatement('known_instances') });
		const days = (await this.#cluster.rowsOfShards(SpanRow, sql))
			.flat()
			.filter((day) => day !== null);
		if (days.length === 0) return undefined;
		const first = toDay(Math.min(...days));
		return { first, last: toDay(Math.max(...days)), firstUnit: first };
	}

	async hasReceived({ start, end }: Period): Promise<boolean> {
		const sql = readStatement('received', { instances: readStatement('known_instances') });
		const within = { start: toDayNumber(start), end: toDayNumber(end) };
		return (await this.#cluster.rowsOfShards(AnyRow, sql, within)).length > 0;
	}

	count(dataset: Dataset, period: Period, thresholds: Thresholds): Promise<EngineCells> {
		return countCells(this.#cluster, dataset, period, thresholds);
	}

	countExpired(day: string): Promise<Expired> {
		return countExpired(this.#cluster, day);
	}

	expire(day: string): Promise<Expired> {
		return expireBefore(this.#cluster, day);
	}

	listHeld(): Promise<HeldInstance[]> {
		return listHeld(this.#cluster);
	}

	admit(instances: readonly string[]): Promise<number> {
		return admit(this.#cluster, instances);
	}

	drop(instances: readonly string[]): Promise<number> {
		return drop(this.#cluster, instances);
	}

	async readDrained(): Promise<ReadonlyMap<string, DrainedTo>> {
		const sql =
			'SELECT name, drained_bytes, tail FROM segment FINAL WHERE recorded_at > now() - INTERVAL 30 DAY';
		const rows = await this.#cluster.entry.rows(SegmentRow, sql);
		return new Map(rows.map((row) => [row.name, row]));
	}

	async append(lines: readonly string[], over: boolean, drained?: DrainedTo): Promise<void> {
		await appendLines(this.#cluster, lines, over);
		if (drained) await this.recordDrained(drained);
	}

	async recordDrained({ name, drainedBytes, tail }: DrainedTo): Promise<void> {
		const columns = ['name', 'drained_bytes', 'tail', 'said'];
		await this.#cluster.entry.insert('segment', columns, [[name, drainedBytes, tail, Date.now()]]);
	}

	async forgetDrained(names: readonly string[]): Promise<void> {
		const columns = ['name', 'drained_bytes', 'tail', 'said', 'gone'];
		const now = Date.now();
		const rows = names.map((name) => [name, 0, '', now, 1]);
		await this.#cluster.entry.insert('segment', columns, rows);
	}

	vouch(instances: readonly KnownInstance[]): Promise<void> {
		return vouch(this.#cluster, instances);
	}

	shareTombstones(local: Tombstones): Promise<{ all: Tombstones; erased: number }> {
		return shareTombstones(this.#cluster, local);
	}

	async whilePublishing<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
		const turn = new Turn(this.#cluster, this.name);
		if (!(await turn.take())) return undefined;
		this.#turn = turn;
		try {
			return await work();
		} finally {
			this.#turn = undefined;
			// What is claimed runs out by itself.
			await turn.end().catch(() => undefined);
		}
	}

	async confirmTurn(): Promise<void> {
		if (!this.#turn) throw new StoreError(`${this.name}: nobody has the turn here`);
		await this.#turn.confirm();
	}

	async readReleases(): Promise<ReleaseName[]> {
		return this.#cluster.entry.rows(ReleaseRow, 'SELECT DISTINCT dataset, period FROM release');
	}

	async recordReleases(releases: readonly ReleaseName[]): Promise<void> {
		const rows = releases.map(({ dataset, period }) => [dataset, period]);
		await this.#cluster.entry.insert('release', ['dataset', 'period'], rows);
	}

	close(): Promise<void> {
		return this.#cluster.close();
	}
}
