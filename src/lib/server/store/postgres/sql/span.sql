-- First and last UTC day with a heartbeat that may count.
-- No parameters.  Row: first, last, texts; NULL where there is none.
SELECT
	(
		SELECT day::text
		FROM murmuration.heartbeat JOIN murmuration.instance USING (instance_id)
		WHERE NOT held
		ORDER BY day
		LIMIT 1
	) AS first,
	(
		SELECT day::text
		FROM murmuration.heartbeat JOIN murmuration.instance USING (instance_id)
		WHERE NOT held
		ORDER BY day DESC
		LIMIT 1
	) AS last;
