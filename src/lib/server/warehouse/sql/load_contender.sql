-- All heartbeats that share instance and day with one just inserted, best first.
-- $last: highest rowid before the insert.
-- Table load_contender: heartbeat (rowid), fresh BOOLEAN (just inserted), place BIGINT from 1.
-- The latest sent_at wins; equal times are settled by content as in every other engine, the greater column wins, so the
-- order of loading does not matter, and equal content stays with the row that was there. Only the narrow keys are
-- grouped: at millions of instances that spills to disk, whole rows would not.
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
			version DESC, deployment DESC, uptime_hours DESC, node_version DESC, os DESC, arch DESC, cpu_count DESC,
			db_type DESC, db_version DESC, active_users DESC, organizations DESC, teams DESC, repos_connected DESC,
			prs_reviewed DESC, suggestions_generated DESC, suggestions_applied DESC, kody_rules_enabled DESC,
			agent_review_repos_pct DESC, integrations DESC,
			rowid
	) AS place
FROM heartbeat
SEMI JOIN contested USING (instance_id, day);
