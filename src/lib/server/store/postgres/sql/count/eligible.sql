-- Who counts in a period: instances that are old and active enough.
-- $start, $end: literals, days, half-open. $active, $age: literals, whole numbers.
-- Makes the temporary table `eligible`, gone with its transaction. Literals, as a table that is made takes no parameters,
-- and as a plan that knows the days may read on several processors.
-- The heartbeats of a day lie together, in no order of instances: reading their pages one by one is faster than row by row.
SET LOCAL enable_indexscan = off;
CREATE TEMPORARY TABLE eligible ON COMMIT DROP AS
SELECT
	instance_id,
	last_day,
	has_moved,
	$end - greatest(first_seen, $start) - active_days AS missed_nights
FROM (
	SELECT
		instance_id,
		count(*) AS active_days,
		max(day) AS last_day,
		min(os) <> max(os) OR min(arch) <> max(arch) OR min(cpu_count) <> max(cpu_count) AS has_moved
	FROM murmuration.heartbeat
	WHERE day >= $start AND day < $end
	GROUP BY instance_id
	HAVING count(*) >= $active
) AS seen
JOIN murmuration.instance USING (instance_id)
WHERE NOT held AND $end - 1 - first_seen >= $age;
SET LOCAL enable_indexscan TO DEFAULT;
-- Few have moved: a plan that knows it looks for their heartbeats alone.
ANALYZE eligible;
