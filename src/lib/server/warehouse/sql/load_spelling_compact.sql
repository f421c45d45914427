-- How JSON.stringify spells a heartbeat whose keys stand in the order of the schema.
-- Macro load_spelling(t): t as load_checked parses a line; NULL members leave a gap that no line equals.
CREATE OR REPLACE TEMP MACRO load_spelling(t) AS concat(
	'{"schema_version":1,"instance_id":"', t.instance_id,
	'","sent_at":"', t.sent_at,
	'","kodus":{"version":"', t.kodus.version,
	'","deployment":"', t.kodus.deployment,
	'","uptime_hours":', t.kodus.uptime_hours,
	'},"runtime":{"node_version":"', t.runtime.node_version,
	'","os":"', t.runtime.os,
	'","arch":"', t.runtime.arch,
	'","cpu_count":', t.runtime.cpu_count,
	',"db_type":"', t.runtime.db_type,
	'","db_version":"', t.runtime.db_version,
	'"},"usage_7d":{"active_users":', t.usage_7d.active_users,
	',"organizations":', t.usage_7d.organizations,
	',"teams":', t.usage_7d.teams,
	',"repos_connected":', t.usage_7d.repos_connected,
	',"prs_reviewed":', t.usage_7d.prs_reviewed,
	',"suggestions_generated":', t.usage_7d.suggestions_generated,
	',"suggestions_applied":', t.usage_7d.suggestions_applied,
	'},"config":{"kody_rules_enabled":', t.config.kody_rules_enabled,
	',"agent_review_repos_pct":', t.config.agent_review_repos_pct,
	',"integrations":[', CASE WHEN len(t.config.integrations) > 0
		THEN concat('"', array_to_string(t.config.integrations, '","'), '"') END,
	']}}'
);
