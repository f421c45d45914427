-- The register of one period: one row per instance, its last heartbeat in the period, for instances that are
-- old and active enough to count.
-- $start, $end: DATE, half-open. $min_active_days, $min_age_days: INTEGER.
-- Makes the temporary table `register` with the raw values of every dimension.
-- The last heartbeat is found by its day, which is unique per instance, and fetched as a whole by its place, so that no two
-- heartbeats are mixed: places are grouped in a fraction of the time and memory that whole heartbeats would take.
-- One row per instance comes first: every later count relies on margins being the sum of their parts.
CREATE OR REPLACE TEMPORARY TABLE register AS
WITH seen AS (
	SELECT
		instance_id,
		count(*) AS active_days,
		min(hash(os, arch, cpu_count)) <> max(hash(os, arch, cpu_count)) AS has_moved,
		arg_max(rowid, day) AS latest
	FROM heartbeat
	WHERE day >= $start::DATE AND day < $end::DATE
	GROUP BY instance_id
),
counted AS (
	SELECT
		instance_id,
		has_moved,
		latest,
		date_diff('day', greatest(first_seen, $start::DATE), $end::DATE) - active_days AS missed_nights
	FROM seen
	JOIN instance USING (instance_id)
	WHERE active_days >= $min_active_days
		AND date_diff('day', first_seen, $end::DATE - 1) >= $min_age_days
),
-- Whoever moves to another machine changes once; an id that two machines share goes back and forth.
restless AS (
	SELECT instance_id
	FROM (
		SELECT
			instance_id,
			hash(os, arch, cpu_count) AS machine,
			lag(machine) OVER (PARTITION BY instance_id ORDER BY day) AS before
		FROM heartbeat
		SEMI JOIN (FROM counted WHERE has_moved) USING (instance_id)
		WHERE day >= $start::DATE AND day < $end::DATE
	)
	WHERE machine <> before
	GROUP BY instance_id
	HAVING count(*) > 1
)
SELECT
	version,
	deployment,
	os,
	arch,
	uptime_hours,
	node_version,
	db_version,
	active_users,
	repos_connected,
	prs_reviewed,
	kody_rules_enabled,
	integrations,
	missed_nights,
	restless.instance_id IS NOT NULL AS shared_id
FROM heartbeat
JOIN counted ON heartbeat.rowid = latest
LEFT JOIN restless ON restless.instance_id = counted.instance_id
WHERE day >= $start::DATE AND day < $end::DATE;
