-- Whether a week has any record, counted or not.
-- $start: DATE, the Monday. $rows: identifier.  Row: one where it has.
SELECT 1
FROM $rows
WHERE week = $start::DATE
LIMIT 1;
