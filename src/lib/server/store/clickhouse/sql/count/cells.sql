-- The cells of every grouping.
-- $columns: columns with raw values.  Row: place, $columns as one array, how many; empty where a column does not group.
SELECT place, [$columns] AS raw, sum(units)
FROM finest
GROUP BY place, raw
