-- Deletes heartbeats from before a day.
-- $before: DATE.
DELETE FROM heartbeat
WHERE day < $before::DATE;
