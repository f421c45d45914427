-- An instance that was gone and is in load_seen has its version in its heartbeats again.
-- No parameters.
-- Apart from load_instance, as writing this column for every instance would cost more than the whole of that.
UPDATE instance
SET last_version = NULL
WHERE last_version IS NOT NULL
	AND instance_id IN (SELECT instance_id FROM load_seen);
