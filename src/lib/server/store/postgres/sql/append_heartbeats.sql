-- The lines that arrived as heartbeats: one per instance and UTC day, the latest wins, equal times are settled by content.
-- $source: heartbeat_of_payload of arrived.
INSERT INTO murmuration.heartbeat AS stored
SELECT DISTINCT ON (day, instance_id) *
FROM ($source) AS sent
ORDER BY
	day, instance_id, sent_at DESC, version COLLATE "C" DESC, deployment COLLATE "C" DESC, uptime_hours DESC,
	node_version COLLATE "C" DESC, os COLLATE "C" DESC, arch COLLATE "C" DESC, cpu_count DESC,
	db_type COLLATE "C" DESC, db_version COLLATE "C" DESC, active_users DESC, organizations DESC, teams DESC,
	repos_connected DESC, prs_reviewed DESC, suggestions_generated DESC, suggestions_applied DESC,
	kody_rules_enabled DESC, agent_review_repos_pct DESC, integrations COLLATE "C" DESC
ON CONFLICT (day, instance_id) DO UPDATE
SET (
	sent_at, version, deployment, uptime_hours, node_version, os, arch, cpu_count, db_type, db_version, active_users,
	organizations, teams, repos_connected, prs_reviewed, suggestions_generated, suggestions_applied,
	kody_rules_enabled, agent_review_repos_pct, integrations
) = (
	excluded.sent_at, excluded.version, excluded.deployment, excluded.uptime_hours, excluded.node_version, excluded.os,
	excluded.arch, excluded.cpu_count, excluded.db_type, excluded.db_version, excluded.active_users,
	excluded.organizations, excluded.teams, excluded.repos_connected, excluded.prs_reviewed,
	excluded.suggestions_generated, excluded.suggestions_applied, excluded.kody_rules_enabled,
	excluded.agent_review_repos_pct, excluded.integrations
)
WHERE (
	excluded.sent_at, excluded.version, excluded.deployment, excluded.uptime_hours, excluded.node_version, excluded.os,
	excluded.arch, excluded.cpu_count, excluded.db_type, excluded.db_version, excluded.active_users,
	excluded.organizations, excluded.teams, excluded.repos_connected, excluded.prs_reviewed,
	excluded.suggestions_generated, excluded.suggestions_applied, excluded.kody_rules_enabled,
	excluded.agent_review_repos_pct, excluded.integrations
) > (
	stored.sent_at, stored.version, stored.deployment, stored.uptime_hours, stored.node_version, stored.os, stored.arch,
	stored.cpu_count, stored.db_type, stored.db_version, stored.active_users, stored.organizations, stored.teams,
	stored.repos_connected, stored.prs_reviewed, stored.suggestions_generated, stored.suggestions_applied,
	stored.kody_rules_enabled, stored.agent_review_repos_pct, stored.integrations
);
