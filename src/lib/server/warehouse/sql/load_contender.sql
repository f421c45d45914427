-- All heartbeats that share instance and day with one just inserted, best first.
-- $last: highest rowid before the insert.
-- Table load_contender: heartbeat (rowid), fresh BOOLEAN (just inserted), place BIGINT from 1.
-- The latest sent_at wins; equal times are settled by content, so the order of loading does not matter, and equal
-- content stays with the row that was there. Only the narrow keys are grouped: at millions of instances that spills
-- to disk, whole rows would not.
CREATE OR REPLACE TEMP TABLE load_contender AS
WITH span AS (
	SELECT min(day) AS first, max(day) AS last
	FROM heartbeat
	WHERE rowid > $last
),
contested AS (
	SELECT instance_id, day
	FROM heartbeat
	WHERE day BETWEEN (SELECT first FROM span) AND (SELECT last FROM span)
	GROUP BY instance_id, day
	HAVING count(*) > 1
)
SELECT
	rowid AS heartbeat,
	rowid > $last AS fresh,
	row_number() OVER (
		PARTITION BY instance_id, day
		ORDER BY
			sent_at DESC,
			hash(
				version, deployment, uptime_hours, node_version, os, arch, cpu_count, db_type, db_version,
				active_users, organizations, teams, repos_connected, prs_reviewed, suggestions_generated,
				suggestions_applied, kody_rules_enabled, agent_review_repos_pct, integrations
			),
			rowid
	) AS place
FROM heartbeat
SEMI JOIN contested USING (instance_id, day);
