-- The cells of every grouping.
-- $columns: columns with raw values.  Row: count, place, then $columns; NULL where a column does not group.
SELECT sum(units) AS count, place, $columns
FROM finest
GROUP BY place, $columns;
