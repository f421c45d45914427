-- Of instances whose last heartbeat is from before a day the last version and the day they were last seen are kept.
-- $before: DATE.  Run it before their heartbeats are deleted.
UPDATE instance
SET first_seen = last_seen, last_version = latest
FROM (
	SELECT instance_id AS known_id, arg_max(version, day) AS latest
	FROM heartbeat
	WHERE day < $before::DATE
		AND instance_id IN (SELECT instance_id FROM instance WHERE last_seen < $before::DATE)
	GROUP BY instance_id
)
WHERE instance_id = known_id;
