-- Whether a week has any record or aggregated row, counted or not.
-- $start: DATE, the Monday. $rows, $aggregates: identifiers.  Row: one where it has.
SELECT 1
FROM (SELECT week FROM $rows UNION ALL SELECT week FROM $aggregates)
WHERE week = $start::DATE
LIMIT 1;
