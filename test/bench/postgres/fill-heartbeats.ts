// Made-up heartbeats made inside the database, 28 days of each instance, stored in the order of their receipt.
import type { TelemetryDatabase } from '../../support/telemetry-database.ts';

const days = 28;

/** Fills the empty tables with `rows` heartbeats. */
export async function fillHeartbeats(database: TelemetryDatabase, rows: number): Promise<void> {
	await database.query(
		`INSERT INTO telemetry_heartbeats (instance_id, received_at, payload)
		SELECT id, moment, jsonb_build_object(
			'schema_version', 1,
			'instance_id', id,
			'sent_at', to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
			'kodus', jsonb_build_object(
				'version', '2.1.' || instance % 40,
				'deployment', (ARRAY['docker', 'k8s', 'unknown'])[1 + instance % 3],
				'uptime_hours', day * 24 + instance % 5000
			),
			'runtime', jsonb_build_object(
				'node_version', 'v22.' || instance % 20 || '.1',
				'os', (ARRAY['linux', 'linux', 'darwin'])[1 + instance % 3],
				'arch', (ARRAY['x64', 'arm64'])[1 + instance % 2],
				'cpu_count', 1 + instance % 32,
				'db_type', 'postgres',
				'db_version', '16.' || instance % 9
			),
			'usage_7d', jsonb_build_object(
				'active_users', (instance * 7 + day) % 300, 'organizations', 1 + instance % 3,
				'teams', (instance + day) % 20, 'repos_connected', instance % 150,
				'prs_reviewed', (instance * 13 + day) % 900,
				'suggestions_generated', 0, 'suggestions_applied', 0
			),
			'config', jsonb_build_object(
				'kody_rules_enabled', instance % 2 = 0,
				'agent_review_repos_pct', 0,
				'integrations', jsonb_build_array(
					(ARRAY['github', 'gitlab', 'bitbucket'])[1 + instance % 3],
					(ARRAY['jira', 'slack', 'notion', 'discord'])[1 + instance % 4]
				)
			)
		)
		FROM (
			SELECT
				md5((row % $2)::text)::uuid AS id,
				row % $2 AS instance,
				row / $2 AS day,
				timestamptz '2026-10-05 03:17:00Z' + (row / $2) * interval '1 day' + (row % 60000) * interval '1 ms' AS moment
			FROM generate_series(0, $1::bigint - 1) AS source(row)
		) AS made`,
		[rows, Math.ceil(rows / days)]
	);
	await database.query(
		`INSERT INTO telemetry_instances
		SELECT instance_id, min(received_at), max(received_at) FROM telemetry_heartbeats GROUP BY instance_id`
	);
	await database.query('VACUUM ANALYZE telemetry_heartbeats');
}
