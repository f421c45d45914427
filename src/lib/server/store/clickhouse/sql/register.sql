-- The register of one period: one row per instance of this shard, its last heartbeat in the period, for instances that
-- are old and active enough to count.
-- $start, $end: days, half-open. $active, $age: whole numbers. $instances: known_instances. $ties: columns in their order.
-- Makes the temporary table `register` with the raw values of every dimension.
-- Narrow columns say when the last one was; then that whole row is taken, so that no two heartbeats are mixed. Of
-- several of one moment, and where machines are compared of several of one day, the first by $ties is.
CREATE TEMPORARY TABLE register ENGINE = Memory AS
WITH
	seen AS (
		SELECT
			instance_id,
			bitCount(groupBitOr(bitShiftLeft(toUInt64(1), day - $start))) AS active_days,
			max(day * 86400000000 + moment) AS last_moment,
			min(cityHash64(os, arch, cpu_count)) <> max(cityHash64(os, arch, cpu_count)) AS has_moved
		FROM heartbeat_shard
		WHERE day >= $start AND day < $end
		GROUP BY instance_id
		HAVING active_days >= $active
	),
	-- Whoever moves to another machine changes once; an id that two machines share goes back and forth.
	restless AS (
		SELECT instance_id
		FROM (
			SELECT
				instance_id,
				machine <> lagInFrame(machine, 1, machine) OVER (PARTITION BY instance_id ORDER BY day) AS is_change
			FROM (
				SELECT instance_id, day, (os, arch, cpu_count) AS machine
				FROM heartbeat_shard
				WHERE day >= $start AND day < $end AND instance_id IN (SELECT instance_id FROM seen WHERE has_moved)
				ORDER BY $ties
				LIMIT 1 BY instance_id, day
			)
		)
		WHERE is_change
		GROUP BY instance_id
		HAVING count() > 1
	),
	latest AS (
		SELECT *
		FROM heartbeat_shard
		WHERE day >= $start AND day < $end
			AND (instance_id, day * 86400000000 + moment) IN (SELECT instance_id, last_moment FROM seen)
		ORDER BY $ties
		LIMIT 1 BY instance_id
	)
SELECT
	latest.version AS version,
	latest.deployment AS deployment,
	latest.os AS os,
	latest.arch AS arch,
	latest.uptime_hours AS uptime_hours,
	latest.node_version AS node_version,
	latest.db_version AS db_version,
	latest.active_users AS active_users,
	latest.repos_connected AS repos_connected,
	latest.prs_reviewed AS prs_reviewed,
	latest.kody_rules_enabled AS kody_rules_enabled,
	latest.integrations AS integrations,
	$end - greatest(known.first_seen, $start) - seen.active_days AS missed_nights,
	latest.instance_id IN (SELECT instance_id FROM restless) AS shared_id
FROM latest
JOIN seen ON seen.instance_id = latest.instance_id
JOIN ($instances) AS known ON known.instance_id = latest.instance_id
WHERE NOT known.held AND $end - 1 - known.first_seen >= $age
