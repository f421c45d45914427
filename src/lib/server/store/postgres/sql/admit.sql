-- Lets instances count that are held.
-- $1: uuid[].  Row: heartbeats, how many that lets count, bigint as text.
WITH admitted AS (
	UPDATE murmuration.instance
	SET held = false
	WHERE instance_id = ANY ($1::uuid[]) AND held
	RETURNING instance_id, first_seen, last_seen
)
SELECT count(*) AS heartbeats
FROM admitted
JOIN murmuration.heartbeat
	ON heartbeat.instance_id = admitted.instance_id AND day BETWEEN first_seen AND last_seen;
