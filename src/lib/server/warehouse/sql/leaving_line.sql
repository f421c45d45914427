-- The heartbeats that are about to leave the warehouse, as one JSON text each, as a client sends them.
-- No parameters.  Table leaving: heartbeats.  Row: line VARCHAR.
SELECT
	to_json({
		schema_version: 1,
		instance_id: instance_id,
		sent_at: strftime(sent_at, '%Y-%m-%dT%H:%M:%S.%fZ'),
		kodus: {version: version, deployment: deployment, uptime_hours: uptime_hours},
		runtime: {
			node_version: node_version,
			os: os,
			arch: arch,
			cpu_count: cpu_count,
			db_type: db_type,
			db_version: db_version
		},
		usage_7d: {
			active_users: active_users,
			organizations: organizations,
			teams: teams,
			repos_connected: repos_connected,
			prs_reviewed: prs_reviewed,
			suggestions_generated: suggestions_generated,
			suggestions_applied: suggestions_applied
		},
		config: {
			kody_rules_enabled: kody_rules_enabled,
			agent_review_repos_pct: agent_review_repos_pct,
			integrations: integrations
		}
	})::VARCHAR AS line
FROM leaving;
