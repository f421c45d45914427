-- How many heartbeats of this shard are from before a day, and of how many instances that count none is left then.
-- $day: a day. $instances: known_instances.  Row: rows, gone.
SELECT
	(SELECT uniqExact(day, instance_id) FROM heartbeat_shard WHERE day < $day) AS rows,
	(
		SELECT count()
		FROM ($instances)
		WHERE NOT held
			AND last_seen < $day
			AND instance_id IN (SELECT instance_id FROM heartbeat_shard WHERE day < $day)
	) AS gone
