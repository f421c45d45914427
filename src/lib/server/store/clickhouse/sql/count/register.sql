-- The register of one period: one row per instance of this shard that counts, its last heartbeat in the period.
-- $start, $end: days, half-open. $ties: columns in their order.
-- Makes the temporary table `register` of the table `eligible` with the raw values of every dimension.
-- The whole row of the last moment is taken, so that no two heartbeats are mixed. Of several of one moment, and where
-- machines are compared of several of one day, the first by $ties is.
CREATE TEMPORARY TABLE register ENGINE = Memory AS
WITH
	settled AS (
		SELECT *
		FROM heartbeat_shard
		WHERE day >= $start AND day < $end AND instance_id IN (SELECT instance_id FROM eligible WHERE repeats)
		ORDER BY $ties
		LIMIT 1 BY instance_id, day
	),
	machines AS (
		SELECT instance_id, day, (os, arch, cpu_count) AS machine
		FROM heartbeat_shard
		WHERE day >= $start AND day < $end
			AND instance_id IN (SELECT instance_id FROM eligible WHERE has_moved AND NOT repeats)
		UNION ALL
		SELECT instance_id, day, (os, arch, cpu_count) AS machine
		FROM settled
	),
	-- Whoever moves to another machine changes once; an id that two machines share goes back and forth.
	restless AS (
		SELECT instance_id
		FROM (
			SELECT
				instance_id,
				machine <> lagInFrame(machine, 1, machine) OVER (PARTITION BY instance_id ORDER BY day) AS is_change
			FROM machines
		)
		WHERE is_change
		GROUP BY instance_id
		HAVING count() > 1
	),
	latest AS (
		SELECT *
		FROM heartbeat_shard
		WHERE day >= $start AND day < $end
			AND (instance_id, day * 86400000000 + moment) IN (SELECT instance_id, last_moment FROM eligible WHERE NOT repeats)
		UNION ALL
		SELECT *
		FROM (SELECT * FROM settled ORDER BY day DESC LIMIT 1 BY instance_id)
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
	eligible.missed_nights AS missed_nights,
	latest.instance_id IN (SELECT instance_id FROM restless) AS shared_id
FROM latest
JOIN eligible ON eligible.instance_id = latest.instance_id
