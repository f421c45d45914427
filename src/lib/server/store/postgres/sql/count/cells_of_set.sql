-- Who has each code of a set, and who has not.
-- $1: the codes. $place: of the grouping. $set: the column. $columns: columns with raw values, each with a comma before it.
-- Row: count, the code, the answer, then $columns.
SELECT
	sum(units) AS count,
	code,
	CASE WHEN code = ANY ($set) THEN 'yes' ELSE 'no' END AS answer
	$columns
FROM finest, unnest($1::text[]) AS codes(code)
WHERE place = $place
GROUP BY code, answer $columns;
