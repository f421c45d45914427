-- Weeks with records of units, by their Mondays.
-- $rows: identifier.  Row: week VARCHAR.
SELECT DISTINCT week::VARCHAR AS week
FROM $rows;
