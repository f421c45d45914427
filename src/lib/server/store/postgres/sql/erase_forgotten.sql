-- Deletes all rows of the units that were forgotten.
-- No parameters.  Row: erased bigint, as text.
WITH gone AS (
	SELECT instance_id, first_seen, last_seen
	FROM murmuration.instance, (SELECT DISTINCT salt FROM murmuration.forgotten) AS known
	WHERE EXISTS (
		SELECT FROM murmuration.forgotten
		WHERE forgotten.salt = known.salt
			AND digest = encode(sha256(convert_to(known.salt || instance_id::text, 'UTF8')), 'hex')
	)
),
heartbeats AS (
	DELETE FROM murmuration.heartbeat
	USING gone
	WHERE heartbeat.instance_id = gone.instance_id AND day BETWEEN first_seen AND last_seen
	RETURNING 1
),
instances AS (
	DELETE FROM murmuration.instance
	USING gone
	WHERE instance.instance_id = gone.instance_id
	RETURNING 1
)
SELECT (SELECT count(*) FROM heartbeats) + (SELECT count(*) FROM instances) AS erased;
