-- The register of one period: one row per instance, its last heartbeat in the period, for instances that are
-- old and active enough to count.
-- $start, $end: literals, days, half-open. $active, $age: literals, whole numbers.
-- Makes the temporary table `register`, gone with its transaction, with the raw values of every dimension.
-- Days and machines are looked at first, on narrow rows; then the whole last row is taken by its day, which is unique
-- per instance, so that no two heartbeats are mixed. Literals, as a table that is made takes no parameters, and as a
-- plan that knows the days may read on several processors.
CREATE TEMPORARY TABLE register ON COMMIT DROP AS
WITH seen AS (
	SELECT
		instance_id,
		count(*) AS active_days,
		max(day) AS last_day,
		min(os) <> max(os) OR min(arch) <> max(arch) OR min(cpu_count) <> max(cpu_count) AS has_moved
	FROM murmuration.heartbeat
	WHERE day >= $start AND day < $end
	GROUP BY instance_id
	HAVING count(*) >= $active
),
-- Whoever moves to another machine changes once; an id that two machines share goes back and forth.
restless AS (
	SELECT instance_id
	FROM (
		SELECT
			instance_id,
			(os, arch, cpu_count)
				<> (lag(os) OVER by_day, lag(arch) OVER by_day, lag(cpu_count) OVER by_day) AS is_change
		FROM murmuration.heartbeat
		WHERE day >= $start AND day < $end
			AND instance_id IN (SELECT instance_id FROM seen WHERE has_moved)
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
	$end - greatest(instance.first_seen, $start) - seen.active_days AS missed_nights,
	restless.instance_id IS NOT NULL AS shared_id
FROM seen
JOIN murmuration.instance USING (instance_id)
JOIN murmuration.heartbeat AS latest ON latest.instance_id = seen.instance_id AND latest.day = seen.last_day
LEFT JOIN restless ON restless.instance_id = seen.instance_id
WHERE NOT instance.held
	AND latest.day >= $start AND latest.day < $end
	AND $end - 1 - instance.first_seen >= $age;
