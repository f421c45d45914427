-- The instances that are held, first by the day they came.
-- No parameters.  Row: instance, first_day, last_day, texts; heartbeats bigint as text.
SELECT
	instance_id::text AS instance,
	min(day)::text AS first_day,
	max(day)::text AS last_day,
	count(*) AS heartbeats
FROM murmuration.heartbeat JOIN murmuration.instance USING (instance_id)
WHERE held AND day BETWEEN first_seen AND last_seen
GROUP BY instance_id
ORDER BY min(day), instance_id;
