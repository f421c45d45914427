-- Held instances of this shard whose heartbeats are all from before a day.
-- $day: a day. $instances: known_instances.  Row: instance_id.
SELECT toString(instance_id)
FROM ($instances)
WHERE held AND last_seen < $day
