// DuckDB for the length of one task: in memory, closed whatever happens.
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** Runs `work` on a new in-memory database and closes it afterwards. */
export async function withMemoryDatabase<Result>(
	work: (connection: DuckDBConnection) => Promise<Result>
): Promise<Result> {
	const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
	const connection = await instance.connect();
	try {
		return await work(connection);
	} finally {
		connection.closeSync();
		instance.closeSync();
	}
}
