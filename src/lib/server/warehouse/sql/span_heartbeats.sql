-- First and last UTC day with a heartbeat.
-- No parameters.  Row: first VARCHAR, last VARCHAR; NULL where there is none.
SELECT min(day)::VARCHAR AS first, max(day)::VARCHAR AS last
FROM heartbeat;
