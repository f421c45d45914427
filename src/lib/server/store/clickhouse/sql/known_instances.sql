-- What is known of each instance of this shard; a part of other statements.
-- Row: instance_id, gone, how often nothing was left of it, first_seen, last_seen, held.
SELECT
	instance_id,
	-min(life).1 AS gone,
	min(life).2 AS first_seen,
	max(last_seen) AS last_seen,
	min(decided).2 AND NOT max(admitted) AS held
FROM instance_shard
GROUP BY instance_id
