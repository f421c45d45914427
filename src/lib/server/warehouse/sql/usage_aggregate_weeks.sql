-- Weeks with aggregated rows, by their Mondays.
-- $aggregates: identifier.  Row: week VARCHAR.
SELECT DISTINCT week::VARCHAR AS week
FROM $aggregates;
