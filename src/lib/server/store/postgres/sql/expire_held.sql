-- A held instance is known by its heartbeats alone: it goes with them, and is as old as those that are left.
-- $1: date.
WITH gone AS (
	DELETE FROM murmuration.instance
	WHERE held AND last_seen < $1::date
)
UPDATE murmuration.instance
SET first_seen = (
	SELECT min(day)
	FROM murmuration.heartbeat
	WHERE heartbeat.instance_id = instance.instance_id AND day BETWEEN $1::date AND last_seen
)
WHERE held AND first_seen < $1::date AND last_seen >= $1::date;
