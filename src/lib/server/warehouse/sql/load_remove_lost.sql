-- Removes the heartbeats that lost their place.
-- No parameters.
DELETE FROM heartbeat
WHERE rowid IN (SELECT heartbeat FROM load_contender WHERE place > 1);
