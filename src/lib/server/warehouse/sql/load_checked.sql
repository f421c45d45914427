-- Every line of load_line as typed columns, and whether it is proven to be a heartbeat.
-- $json: what to parse, `raw` or an expression that is NULL for lines that are not JSON.
-- $kept: condition on t, false for lines that may not come in whatever they say.
-- Row: raw, the columns of heartbeat, proven BOOLEAN (never NULL; false for a blank line).
-- DuckDB reads JSON leniently: it skips unknown keys and takes "5" for 5. But a line that equals the canonical spelling of
-- its own values (the macro load_spelling) has exactly the schema's keys, in order, once each, with the right JSON types;
-- so one comparison stands for a walk over the structure. Whatever is not proven is judged by the schema itself, outside
-- SQL.
CREATE OR REPLACE TEMP VIEW load_checked AS
WITH parsed AS (
	SELECT raw, json_transform($json, '{
		"instance_id": "UUID",
		"sent_at": "VARCHAR",
		"kodus": {"version": "VARCHAR", "deployment": "VARCHAR", "uptime_hours": "BIGINT"},
		"runtime": {
			"node_version": "VARCHAR", "os": "VARCHAR", "arch": "VARCHAR", "cpu_count": "BIGINT",
			"db_type": "VARCHAR", "db_version": "VARCHAR"
		},
		"usage_7d": {
			"active_users": "BIGINT", "organizations": "BIGINT", "teams": "BIGINT", "repos_connected": "BIGINT",
			"prs_reviewed": "BIGINT", "suggestions_generated": "BIGINT", "suggestions_applied": "BIGINT"
		},
		"config": {"kody_rules_enabled": "BOOLEAN", "agent_review_repos_pct": "VARCHAR", "integrations": ["VARCHAR"]}
	}') AS t
	FROM load_line
)
SELECT
	raw,
	t.instance_id,
	TRY_CAST(t.sent_at AS TIMESTAMP)::DATE AS day,
	TRY_CAST(t.sent_at AS TIMESTAMP) AS sent_at,
	t.kodus.version,
	t.kodus.deployment,
	t.kodus.uptime_hours,
	t.runtime.node_version,
	t.runtime.os,
	t.runtime.arch,
	t.runtime.cpu_count,
	t.runtime.db_type,
	t.runtime.db_version,
	t.usage_7d.active_users,
	t.usage_7d.organizations,
	t.usage_7d.teams,
	t.usage_7d.repos_connected,
	t.usage_7d.prs_reviewed,
	t.usage_7d.suggestions_generated,
	t.usage_7d.suggestions_applied,
	t.config.kody_rules_enabled,
	TRY_CAST(t.config.agent_review_repos_pct AS DOUBLE) AS agent_review_repos_pct,
	t.config.integrations,
	coalesce(
		raw = load_spelling(t)
		AND strlen(t.sent_at) IN (20, 24, 27)
		AND regexp_full_match(t.sent_at, '[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{3}([0-9]{3})?)?Z')
		AND TRY_CAST(t.sent_at AS TIMESTAMP) IS NOT NULL
		AND strlen(t.kodus.version) <= 64
		AND t.kodus.deployment IN ('docker', 'docker-compose', 'k8s', 'bare', 'unknown')
		AND strlen(t.runtime.node_version) <= 64
		AND t.runtime.os IN ('linux', 'darwin', 'windows')
		AND strlen(t.runtime.arch) <= 64
		AND t.runtime.cpu_count >= 1
		AND strlen(t.runtime.db_type) <= 64
		AND strlen(t.runtime.db_version) <= 256
		AND least(
			t.kodus.uptime_hours, t.usage_7d.active_users, t.usage_7d.organizations, t.usage_7d.teams,
			t.usage_7d.repos_connected, t.usage_7d.prs_reviewed, t.usage_7d.suggestions_generated,
			t.usage_7d.suggestions_applied
		) >= 0
		AND greatest(
			t.kodus.uptime_hours, t.runtime.cpu_count, t.usage_7d.active_users, t.usage_7d.organizations,
			t.usage_7d.teams, t.usage_7d.repos_connected, t.usage_7d.prs_reviewed,
			t.usage_7d.suggestions_generated, t.usage_7d.suggestions_applied
		) <= 9007199254740991
		AND TRY_CAST(t.config.agent_review_repos_pct AS DOUBLE) BETWEEN 0 AND 100
		AND CASE len(t.config.integrations)
			WHEN 0 THEN true
			WHEN 1 THEN true
			WHEN 2 THEN t.config.integrations[1] <> t.config.integrations[2]
			ELSE len(list_distinct(t.config.integrations)) = len(t.config.integrations)
		END
		AND (len(t.config.integrations) = 0 OR regexp_full_match(
			-- No text holds a quote that is not escaped, so none can look like two of them.
			array_to_string(t.config.integrations, '"'),
			'(github|gitlab|bitbucket|azure_repos|azure_boards|jira|slack|msteams|discord|notion|forgejo|other)("(github|gitlab|bitbucket|azure_repos|azure_boards|jira|slack|msteams|discord|notion|forgejo|other))*'
		)),
		false
	) AS proven
FROM parsed
WHERE $kept;
