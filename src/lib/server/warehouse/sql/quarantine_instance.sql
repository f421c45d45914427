-- The instances in quarantine, first by the day they came.
-- No parameters.  Row: instance VARCHAR, first_day VARCHAR, last_day VARCHAR, heartbeats BIGINT.
SELECT
	instance_id::VARCHAR AS instance,
	min(day)::VARCHAR AS first_day,
	max(day)::VARCHAR AS last_day,
	count(*) AS heartbeats
FROM quarantine
GROUP BY instance_id
ORDER BY first_day, instance;
