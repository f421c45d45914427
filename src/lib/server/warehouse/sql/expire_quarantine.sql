-- Deletes heartbeats in quarantine from before a day.
-- $before: DATE.
DELETE FROM quarantine
WHERE day < $before::DATE;
