-- Who counts in a period: instances of this shard that are old and active enough.
-- $start, $end: days, half-open. $active, $age: whole numbers. $instances: known_instances.
-- Makes the temporary table `eligible`. repeats: a day has more than one row, as it may until the next merge.
CREATE TEMPORARY TABLE eligible ENGINE = Memory AS
SELECT
	seen.instance_id AS instance_id,
	seen.last_moment AS last_moment,
	seen.rows > seen.active_days AS repeats,
	seen.has_moved AS has_moved,
	$end - greatest(known.first_seen, $start) - seen.active_days AS missed_nights
FROM (
	SELECT
		instance_id,
		count() AS rows,
		bitCount(groupBitOr(bitShiftLeft(toUInt64(1), day - $start))) AS active_days,
		max(day * 86400000000 + moment) AS last_moment,
		min(cityHash64(os, arch, cpu_count)) <> max(cityHash64(os, arch, cpu_count)) AS has_moved
	FROM heartbeat_shard
	WHERE day >= $start AND day < $end
	GROUP BY instance_id
	HAVING active_days >= $active
) AS seen
JOIN ($instances) AS known ON known.instance_id = seen.instance_id
WHERE NOT known.held AND $end - 1 - known.first_seen >= $age
