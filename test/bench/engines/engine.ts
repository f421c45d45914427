// An engine that is filled with the made-up fleet, with the reduction alone as its floor.
import type { Period } from '../../../src/lib/schema/period.ts';
import type { HeartbeatCounter } from '../../../src/lib/server/store/heartbeat-counter.ts';
import type { StoreAddress } from '../../../src/lib/server/store/store-address.ts';
import { fillClickHouse } from './fill-clickhouse.ts';
import { fillDuckDb } from './fill-duckdb.ts';
import { fillPostgres } from './fill-postgres.ts';
import type { Machine } from './machine.ts';
import type { FleetSize } from './made-up-fleet.ts';

/** A filled engine. */
export interface Engine {
	readonly name: string;
	readonly counter: HeartbeatCounter;
	/** Who publishes from it. */
	readonly machine: Machine;
	/** The last heartbeat of each instance in a period and nothing else, kept in a temporary table. */
	reduce(period: Period): Promise<void>;
	/** The address of an empty database in the same server; DuckDB has none, an empty warehouse is one. */
	addEmpty(): Promise<StoreAddress | undefined>;
	close(): Promise<void>;
}

/** Each engine by its name on the command line. */
export const engines: Readonly<Record<string, (size: FleetSize) => Promise<Engine>>> = {
	duckdb: fillDuckDb,
	postgres: fillPostgres,
	clickhouse: fillClickHouse
};
