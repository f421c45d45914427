-- Of instances whose last heartbeat is from before a day the day on which they were last seen is kept.
-- $day: a day. $instances: known_instances.
INSERT INTO instance_shard
SELECT instance_id, (-gone - 1, last_seen), last_seen, (9007199254740991, false), false
FROM ($instances)
WHERE NOT held AND last_seen < $day AND first_seen < last_seen
