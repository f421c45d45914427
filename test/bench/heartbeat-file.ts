// A file of made-up heartbeats, and how fast DuckDB alone reads it.
import { DuckDBInstance } from '@duckdb/node-api';

const daysPerInstance = 28;

const heartbeats = `
	SELECT
		1 AS schema_version,
		md5(instance::VARCHAR)::UUID AS instance_id,
		strftime(
			TIMESTAMP '2026-10-05 03:17:00' + to_days(day::INTEGER) + to_milliseconds((hash(row) % 60000)::BIGINT),
			'%Y-%m-%dT%H:%M:%S.%gZ'
		) AS sent_at,
		{
			version: '2.1.' || dice % 40,
			deployment: ['docker', 'k8s', 'unknown'][(1 + dice % 3)::INTEGER],
			uptime_hours: day * 24 + dice % 5000
		} AS kodus,
		{
			node_version: 'v22.' || dice % 20 || '.1',
			os: ['linux', 'linux', 'darwin'][(1 + dice % 3)::INTEGER],
			arch: ['x64', 'arm64'][(1 + dice % 2)::INTEGER],
			cpu_count: 1 + dice % 32,
			db_type: 'postgres',
			db_version: '16.' || dice % 9
		} AS runtime,
		{
			active_users: hash(row) % 300,
			organizations: 1 + dice % 3,
			teams: hash(row + 1) % 20,
			repos_connected: hash(row + 2) % 150,
			prs_reviewed: hash(row + 3) % 900,
			suggestions_generated: 0,
			suggestions_applied: 0
		} AS usage_7d,
		{
			kody_rules_enabled: dice % 2 = 0,
			agent_review_repos_pct: 0,
			integrations: list_distinct([
				['github', 'gitlab', 'bitbucket'][(1 + dice % 3)::INTEGER],
				['jira', 'slack', 'notion', 'discord'][(1 + hash(dice) % 4)::INTEGER]
			])
		} AS config
	FROM (
		SELECT
			row,
			row // ${daysPerInstance} AS instance,
			row % ${daysPerInstance} AS day,
			hash(row // ${daysPerInstance}) % 1000003 AS dice
		FROM range($rows::BIGINT) AS source(row)
	)`;

const columns = `{
	schema_version: 'BIGINT', instance_id: 'UUID', sent_at: 'TIMESTAMP',
	kodus: 'STRUCT(version VARCHAR, deployment VARCHAR, uptime_hours BIGINT)',
	runtime: 'STRUCT(node_version VARCHAR, os VARCHAR, arch VARCHAR, cpu_count BIGINT, db_type VARCHAR, db_version VARCHAR)',
	usage_7d: 'STRUCT(active_users BIGINT, organizations BIGINT, teams BIGINT, repos_connected BIGINT, prs_reviewed BIGINT, suggestions_generated BIGINT, suggestions_applied BIGINT)',
	config: 'STRUCT(kody_rules_enabled BOOLEAN, agent_review_repos_pct DOUBLE, integrations VARCHAR[])'
}`;

/** Writes `rows` heartbeats of a quarter as many weeks of instances, one NDJSON line each. */
export async function writeHeartbeats(file: string, rows: number): Promise<void> {
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	await connection.run(
		`COPY (${heartbeats.replace('$rows', String(rows))}) TO '${file}' (FORMAT json)`
	);
	connection.closeSync();
	instance.closeSync();
}

/** Milliseconds of DuckDB's typed scan of `file`, and of the same scan into a table of the database `table`. */
export async function scanFile(
	file: string,
	table: string
): Promise<{ scanMs: number; tableMs: number }> {
	const instance = await DuckDBInstance.create(table);
	const connection = await instance.connect();
	const time = async (sql: string) => {
		const start = performance.now();
		await connection.run(sql);
		return performance.now() - start;
	};
	const source = `read_json('${file}', format = 'newline_delimited', columns = ${columns}) AS t`;
	await time(`SELECT count(*) FROM read_ndjson_objects('${file}')`);
	const scanMs = await time(`SELECT count(*), sum(hash(t)) FROM ${source}`);
	const tableMs = await time(`CREATE TABLE t AS FROM ${source}`);
	connection.closeSync();
	instance.closeSync();
	return { scanMs, tableMs };
}
