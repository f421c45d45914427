-- Who has each code of a set, and who has not.
-- $place: of the grouping. $set: the column. $columns: columns with raw values. $codes: literals.
-- Row: the code, the answer and $columns as one array, how many.
SELECT arrayConcat([code, if(has($set, code), 'yes', 'no')], [$columns]::Array(String)) AS raw, sum(units)
FROM finest
ARRAY JOIN [$codes] AS code
WHERE place = $place
GROUP BY raw
