-- How many heartbeats are from before a day, and of how many instances that count none is left then.
-- $1: date.  Row: rows, gone, bigint as text.
SELECT
	(SELECT count(*) FROM murmuration.heartbeat WHERE day < $1::date) AS rows,
	(
		SELECT count(*)
		FROM murmuration.instance
		WHERE NOT held
			AND last_seen < $1::date
			AND EXISTS (
				SELECT
				FROM murmuration.heartbeat
				WHERE heartbeat.instance_id = instance.instance_id AND day BETWEEN first_seen AND last_seen
			)
	) AS gone;
