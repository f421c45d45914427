-- Copies fresh heartbeats that may not count into quarantine: of an instance that is there already and, from a source
-- over its limit, of every instance the warehouse does not know.
-- $last: highest rowid of heartbeat before the insert. $over: BOOLEAN, the source was over its limit.
-- An instance the warehouse knows is never held: the steward's own files vouch for it, and so does its past.
INSERT INTO quarantine
FROM heartbeat
WHERE rowid > $last
	AND ($over OR instance_id IN (SELECT instance_id FROM quarantine))
	AND instance_id NOT IN (SELECT instance_id FROM instance);
