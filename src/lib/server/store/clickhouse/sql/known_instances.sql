-- What is known of each instance of this shard; a part of other statements.
-- Row: instance_id, gone, how often nothing was left of it, first_seen, last_seen, held.
-- The least of pairs is that of whole numbers which hold both, found several times as fast.
SELECT
	instance_id,
	-min(life.1) AS gone,
	bitAnd(min(life.1 * 4294967296 + (life.2 + 2147483648)), 4294967295) - 2147483648 AS first_seen,
	max(last_seen) AS last_seen,
	bitAnd(min(decided.1 * 2 + decided.2), 1) = 1 AND NOT max(admitted) AS held
FROM instance_shard
GROUP BY instance_id
