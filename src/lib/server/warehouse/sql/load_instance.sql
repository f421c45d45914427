-- Brings first_seen and last_seen of every instance with a new heartbeat up to date.
-- $last: highest rowid of heartbeat before the insert.
MERGE INTO instance
USING (
	SELECT instance_id, min(day) AS first_day, max(day) AS last_day
	FROM heartbeat
	WHERE rowid > $last
	GROUP BY instance_id
) AS seen
ON instance.instance_id = seen.instance_id
WHEN MATCHED AND (first_day < first_seen OR last_day > last_seen) THEN
	UPDATE SET first_seen = least(first_seen, first_day), last_seen = greatest(last_seen, last_day)
WHEN NOT MATCHED THEN
	INSERT (instance_id, first_seen, last_seen) VALUES (seen.instance_id, first_day, last_day);
