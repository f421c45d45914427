-- First and last week with a record or aggregated row, and the first with a record, by their Mondays.
-- $rows, $aggregates: identifiers.  Row: first, last, first_unit, each VARCHAR; NULL where there is none.
SELECT min(week)::VARCHAR AS first, max(week)::VARCHAR AS last, min(unit_week)::VARCHAR AS first_unit
FROM (
	SELECT week, week AS unit_week FROM $rows
	UNION ALL
	SELECT week, NULL FROM $aggregates
);
