-- How many records ended their week before a day.
-- $before: DATE. $rows: identifier.  Row: rows BIGINT, gone BIGINT (units of which only last things stay: none here).
SELECT count(*) AS rows, 0::BIGINT AS gone
FROM $rows
WHERE week + 7 < $before::DATE;
