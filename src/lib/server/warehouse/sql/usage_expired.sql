-- How many records and aggregated rows ended their week before a day.
-- $before: DATE. $rows, $aggregates: identifiers.
-- Row: rows BIGINT, gone BIGINT (units of which only last things stay: none here).
SELECT count(*) AS rows, 0::BIGINT AS gone
FROM (SELECT week FROM $rows UNION ALL SELECT week FROM $aggregates)
WHERE week + 7 < $before::DATE;
