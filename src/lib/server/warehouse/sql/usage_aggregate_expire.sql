-- Deletes aggregated rows whose week ended before a day.
-- $before: DATE. $aggregates: identifier.
DELETE FROM $aggregates
WHERE week + 7 < $before::DATE;
