-- Whether a period has any heartbeat that may count.
-- $1, $2: date, half-open.  Row: received boolean.
SELECT EXISTS (
	SELECT
	FROM murmuration.heartbeat JOIN murmuration.instance USING (instance_id)
	WHERE day >= $1::date AND day < $2::date AND NOT held
) AS received;
