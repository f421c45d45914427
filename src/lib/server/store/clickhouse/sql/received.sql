-- Whether a period has any heartbeat of this shard that may count.
-- $instances: known_instances. {start:Int32}, {end:Int32}: days, half-open.  Row: one where it has.
SELECT 1
FROM heartbeat_shard
WHERE day >= {start:Int32} AND day < {end:Int32}
	AND instance_id NOT IN (SELECT instance_id FROM ($instances) WHERE held)
LIMIT 1
