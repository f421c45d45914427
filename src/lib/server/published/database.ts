// DuckDB as the public side has it: in memory, able to read the published folder and nothing else.
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { toLiteral } from '../sql-literal.ts';

/**
 * Opens an in-memory database that can read files below `folder` only; its configuration is locked, so no
 * statement can widen that.
 */
export async function openReader(folder: string): Promise<DuckDBConnection> {
	const instance = await DuckDBInstance.create(':memory:', {
		threads: '2',
		memory_limit: '512MB',
		autoinstall_known_extensions: 'false',
		autoload_known_extensions: 'false'
	});
	const connection = await instance.connect();
	await connection.run(`SET allowed_directories = [${toLiteral(folder)}]`);
	await connection.run("SET temp_directory = ''");
	await connection.run('SET enable_external_access = false');
	await connection.run('SET lock_configuration = true');
	return connection;
}
