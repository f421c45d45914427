-- First and last week with a record, by their Mondays.
-- $rows: identifier.  Row: first VARCHAR, last VARCHAR; NULL where there is none.
SELECT min(week)::VARCHAR AS first, max(week)::VARCHAR AS last
FROM $rows;
