// DuckDB as the public side has it: in memory, able to read the published folder and nothing else.
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

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
	const literal = `'${folder.replaceAll("'", "''")}'`;
	await connection.run(`SET allowed_directories = [${literal}]`);
	await connection.run("SET temp_directory = ''");
	await connection.run('SET enable_external_access = false');
	await connection.run('SET lock_configuration = true');
	return connection;
}
