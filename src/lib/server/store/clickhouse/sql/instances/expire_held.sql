-- Held instances are as old as the heartbeats that are left of them.
-- $day: a day. $instances: known_instances.
INSERT INTO instance_shard
SELECT known.instance_id, (-gone - 1, first_left), last_seen, (9007199254740991, true), false
FROM ($instances) AS known
JOIN (SELECT instance_id, min(day) AS first_left FROM heartbeat_shard WHERE day >= $day GROUP BY instance_id) AS left_over
	ON left_over.instance_id = known.instance_id
WHERE held AND first_seen < $day AND last_seen >= $day
