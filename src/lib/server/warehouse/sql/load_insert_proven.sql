-- The lines SQL alone can vouch for, as heartbeats.
-- No parameters.
INSERT INTO heartbeat
SELECT * EXCLUDE (raw, proven)
FROM load_checked
WHERE proven;
