// Which engine the heartbeats of several receivers are in, as its address says.
import {
	parseDatabaseAddress,
	type DatabaseAddress
} from '../sources/postgres/database-address.ts';
import {
	isClickHouseAddress,
	parseClickHouseAddress,
	type ClickHouseAddress
} from './clickhouse/cluster/clickhouse-address.ts';

/** Where a store is. */
export type StoreAddress = DatabaseAddress | ClickHouseAddress;

/**
 * Reads the address of a PostgreSQL or a ClickHouse.
 *
 * @param setting where the address was given
 * @throws {SourceError} when it is none; the message never holds the password
 */
export function parseStoreAddress(text: string, setting: string): StoreAddress {
	return isClickHouseAddress(text)
		? parseClickHouseAddress(text, setting)
		: parseDatabaseAddress(text, setting);
}
