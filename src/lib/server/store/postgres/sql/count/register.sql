-- The register of one period: one row per instance that counts, its last heartbeat in the period.
-- $start, $end: literals, days, half-open.
-- Makes the temporary table `register` of the table `eligible`, gone with its transaction, with the raw values of every
-- dimension. The whole last row is taken by its day, which is unique per instance, so that no two heartbeats are mixed.
CREATE TEMPORARY TABLE register ON COMMIT DROP AS
WITH
-- Whoever moves to another machine changes once; an id that two machines share goes back and forth.
restless AS (
	SELECT instance_id
	FROM (
		SELECT
			instance_id,
			(os, arch, cpu_count)
				<> (lag(os) OVER by_day, lag(arch) OVER by_day, lag(cpu_count) OVER by_day) AS is_change
		FROM eligible
		CROSS JOIN generate_series(0, $end - $start - 1) AS nights(night)
		JOIN murmuration.heartbeat USING (instance_id)
		WHERE has_moved AND heartbeat.day = $start + night
		WINDOW by_day AS (PARTITION BY instance_id ORDER BY day)
	) AS machine
	WHERE is_change
	GROUP BY instance_id
	HAVING count(*) > 1
)
SELECT
	latest.version,
	latest.deployment,
	latest.os,
	latest.arch,
	latest.uptime_hours,
	latest.node_version,
	latest.db_version,
	latest.active_users,
	latest.repos_connected,
	latest.prs_reviewed,
	latest.kody_rules_enabled,
	latest.integrations,
	eligible.missed_nights,
	eligible.instance_id IN (SELECT instance_id FROM restless) AS shared_id
FROM eligible
JOIN murmuration.heartbeat AS latest USING (instance_id)
WHERE latest.day = eligible.last_day AND latest.day >= $start AND latest.day < $end;
