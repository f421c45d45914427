-- Lines the schema has accepted, as heartbeats (load_line must be load_line_accepted).
-- No parameters.
INSERT INTO heartbeat
SELECT * EXCLUDE (raw, proven)
FROM load_checked;
