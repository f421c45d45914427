-- Deletes instances that are held, and their heartbeats.
-- $1: uuid[].  Row: heartbeats, how many were deleted, bigint as text.
WITH dropped AS (
	DELETE FROM murmuration.instance
	WHERE instance_id = ANY ($1::uuid[]) AND held
	RETURNING instance_id, first_seen, last_seen
),
deleted AS (
	DELETE FROM murmuration.heartbeat
	USING dropped
	WHERE heartbeat.instance_id = dropped.instance_id AND day BETWEEN first_seen AND last_seen
	RETURNING 1
)
SELECT count(*) AS heartbeats
FROM deleted;
