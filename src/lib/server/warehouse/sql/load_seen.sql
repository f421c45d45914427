-- The instances of the heartbeats just inserted, with the days on which they were seen.
-- $last: highest rowid of heartbeat before the insert.
-- Table load_seen: instance_id, first_day DATE, last_day DATE. A table of its own, as a MERGE that reads from the
-- heartbeats themselves takes ten times as long once there are millions of them.
CREATE OR REPLACE TEMP TABLE load_seen AS
SELECT instance_id, min(day) AS first_day, max(day) AS last_day
FROM heartbeat
WHERE rowid > $last
GROUP BY instance_id;
