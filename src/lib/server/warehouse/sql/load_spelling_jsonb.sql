-- How PostgreSQL spells a heartbeat that it holds as JSONB: shorter keys first, a blank after each colon and comma.
-- Macro load_spelling(t): t as load_checked parses a line; NULL members leave a gap that no line equals.
CREATE OR REPLACE TEMP MACRO load_spelling(t) AS concat(
	'{"kodus": {"version": "', t.kodus.version,
	'", "deployment": "', t.kodus.deployment,
	'", "uptime_hours": ', t.kodus.uptime_hours,
	'}, "config": {"integrations": [', CASE WHEN len(t.config.integrations) > 0
		THEN concat('"', array_to_string(t.config.integrations, '", "'), '"') END,
	'], "kody_rules_enabled": ', t.config.kody_rules_enabled,
	', "agent_review_repos_pct": ', t.config.agent_review_repos_pct,
	'}, "runtime": {"os": "', t.runtime.os,
	'", "arch": "', t.runtime.arch,
	'", "db_type": "', t.runtime.db_type,
	'", "cpu_count": ', t.runtime.cpu_count,
	', "db_version": "', t.runtime.db_version,
	'", "node_version": "', t.runtime.node_version,
	'"}, "sent_at": "', t.sent_at,
	'", "usage_7d": {"teams": ', t.usage_7d.teams,
	', "active_users": ', t.usage_7d.active_users,
	', "prs_reviewed": ', t.usage_7d.prs_reviewed,
	', "organizations": ', t.usage_7d.organizations,
	', "repos_connected": ', t.usage_7d.repos_connected,
	', "suggestions_applied": ', t.usage_7d.suggestions_applied,
	', "suggestions_generated": ', t.usage_7d.suggestions_generated,
	'}, "instance_id": "', t.instance_id,
	'", "schema_version": 1}'
);
