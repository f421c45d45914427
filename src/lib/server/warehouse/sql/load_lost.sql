-- How many heartbeats lose their place to a better one of the same instance and day.
-- No parameters.  Row: duplicate BIGINT (just inserted), replaced BIGINT (there before).
SELECT
	count(*) FILTER (fresh) AS duplicate,
	count(*) FILTER (NOT fresh) AS replaced
FROM load_contender
WHERE place > 1;
