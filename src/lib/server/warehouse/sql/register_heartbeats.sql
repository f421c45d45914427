-- The register of one period: one row per instance, its last heartbeat in the period, for instances that are
-- old and active enough to count.
-- $start, $end: DATE, half-open. $min_active_days, $min_age_days: INTEGER.
-- Makes the temporary table `register` with the raw values of every dimension.
-- The whole row is taken at once by its day, which is unique per instance, so that no two heartbeats are mixed.
-- One row per instance comes first: every later count relies on margins being the sum of their parts.
CREATE OR REPLACE TEMPORARY TABLE register AS
SELECT unnest(latest)
FROM (
	SELECT
		instance_id,
		count(*) AS active_days,
		arg_max(
			{
				version: version,
				deployment: deployment,
				os: os,
				arch: arch,
				uptime_hours: uptime_hours,
				node_version: node_version,
				db_version: db_version,
				active_users: active_users,
				repos_connected: repos_connected,
				prs_reviewed: prs_reviewed,
				kody_rules_enabled: kody_rules_enabled,
				integrations: integrations
			},
			day
		) AS latest
	FROM heartbeat
	WHERE day >= $start::DATE AND day < $end::DATE
	GROUP BY instance_id
)
JOIN instance USING (instance_id)
WHERE active_days >= $min_active_days
	AND date_diff('day', first_seen, $end::DATE - 1) >= $min_age_days;
