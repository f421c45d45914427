-- Removes the aggregated rows of a week.
-- $start: DATE, the Monday. $aggregates: identifier.
DELETE FROM $aggregates
WHERE week = $start::DATE;
