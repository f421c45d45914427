-- The aggregated rows of a week, in an order of their own.
-- $start: DATE, the Monday. $aggregates: identifier.  Row: content VARCHAR.
SELECT content
FROM $aggregates
WHERE week = $start::DATE
ORDER BY content;
