-- First and last UTC day with a heartbeat, and the first with one of a unit, which is the same.
-- No parameters.  Row: first, last, first_unit, each VARCHAR; NULL where there is none.
SELECT min(day)::VARCHAR AS first, max(day)::VARCHAR AS last, min(day)::VARCHAR AS first_unit
FROM heartbeat;
