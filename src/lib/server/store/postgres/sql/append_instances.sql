-- The instances of the lines that arrived. Whether one is held was settled by what came of it first.
-- $1: boolean, the lines are of sources over their limit.
INSERT INTO murmuration.instance AS known (instance_id, first_seen, last_seen, held)
SELECT instance_id, min(day), max(day), $1
FROM (
	SELECT
		(payload->>'instance_id')::uuid AS instance_id,
		((payload->>'sent_at')::timestamptz AT TIME ZONE 'UTC')::date AS day
	FROM arrived
) AS sent
GROUP BY instance_id
ON CONFLICT (instance_id) DO UPDATE
SET first_seen = least(known.first_seen, excluded.first_seen), last_seen = greatest(known.last_seen, excluded.last_seen)
WHERE excluded.first_seen < known.first_seen OR excluded.last_seen > known.last_seen;
