-- Brings first_seen and last_seen of every instance in load_seen up to date.
-- No parameters.
MERGE INTO instance
USING load_seen AS seen
ON instance.instance_id = seen.instance_id
WHEN MATCHED AND (first_day < first_seen OR last_day > last_seen) THEN
	UPDATE SET first_seen = least(first_seen, first_day), last_seen = greatest(last_seen, last_day)
WHEN NOT MATCHED THEN
	INSERT (instance_id, first_seen, last_seen) VALUES (seen.instance_id, first_day, last_day);
