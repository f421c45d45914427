-- First and last day with a heartbeat of this shard that may count.
-- $instances: known_instances.  Row: first, last, days; NULL where there is none.
SELECT minOrNull(day), maxOrNull(day)
FROM heartbeat_shard
WHERE instance_id NOT IN (SELECT instance_id FROM ($instances) WHERE held)
