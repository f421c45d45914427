-- Removes the fresh heartbeats that quarantine_divert has copied.
-- $last: highest rowid of heartbeat before the insert.
DELETE FROM heartbeat
WHERE rowid > $last
	AND instance_id IN (SELECT instance_id FROM quarantine)
	AND instance_id NOT IN (SELECT instance_id FROM instance);
