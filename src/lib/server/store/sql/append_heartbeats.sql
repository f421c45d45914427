-- The lines that arrived as heartbeats: one per instance and UTC day, the latest wins, equal times are settled by content.
-- $1: bigint, the batch.
INSERT INTO murmuration.heartbeat AS stored (day, instance_id, sent_at, batch, payload)
SELECT DISTINCT ON (day, instance_id) day, instance_id, sent_at, $1, payload
FROM (
	SELECT
		((payload->>'sent_at')::timestamptz AT TIME ZONE 'UTC')::date AS day,
		(payload->>'instance_id')::uuid AS instance_id,
		(payload->>'sent_at')::timestamptz AS sent_at,
		payload
	FROM arrived
) AS sent
ORDER BY day, instance_id, sent_at DESC, payload DESC
ON CONFLICT (day, instance_id) DO UPDATE
SET sent_at = excluded.sent_at, batch = excluded.batch, payload = excluded.payload
WHERE (excluded.sent_at, excluded.payload) > (stored.sent_at, stored.payload);
