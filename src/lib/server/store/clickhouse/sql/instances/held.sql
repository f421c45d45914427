-- The instances of this shard that are held, with the days of their heartbeats.
-- $instances: known_instances.  Row: instance_id, first day, last day, heartbeats.
SELECT toString(instance_id), min(day), max(day), uniqExact(day)
FROM heartbeat_shard
WHERE instance_id IN (SELECT instance_id FROM ($instances) WHERE held)
GROUP BY instance_id
