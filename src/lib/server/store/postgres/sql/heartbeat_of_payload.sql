-- The columns of a heartbeat, in the order of the table, from its JSON; a part of other statements.
-- $source: a table with a column payload.
SELECT
	((payload->>'sent_at')::timestamptz AT TIME ZONE 'UTC')::date AS day,
	(payload->>'instance_id')::uuid AS instance_id,
	(payload->>'sent_at')::timestamptz AS sent_at,
	payload->'kodus'->>'version' AS version,
	payload->'kodus'->>'deployment' AS deployment,
	(payload->'kodus'->>'uptime_hours')::bigint AS uptime_hours,
	payload->'runtime'->>'node_version' AS node_version,
	payload->'runtime'->>'os' AS os,
	payload->'runtime'->>'arch' AS arch,
	(payload->'runtime'->>'cpu_count')::bigint AS cpu_count,
	payload->'runtime'->>'db_type' AS db_type,
	payload->'runtime'->>'db_version' AS db_version,
	(payload->'usage_7d'->>'active_users')::bigint AS active_users,
	(payload->'usage_7d'->>'organizations')::bigint AS organizations,
	(payload->'usage_7d'->>'teams')::bigint AS teams,
	(payload->'usage_7d'->>'repos_connected')::bigint AS repos_connected,
	(payload->'usage_7d'->>'prs_reviewed')::bigint AS prs_reviewed,
	(payload->'usage_7d'->>'suggestions_generated')::bigint AS suggestions_generated,
	(payload->'usage_7d'->>'suggestions_applied')::bigint AS suggestions_applied,
	(payload->'config'->>'kody_rules_enabled')::boolean AS kody_rules_enabled,
	(payload->'config'->>'agent_review_repos_pct')::double precision AS agent_review_repos_pct,
	ARRAY(SELECT jsonb_array_elements_text(payload->'config'->'integrations')) AS integrations
FROM $source
