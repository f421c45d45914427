-- Brings first_week of every unit with a staged record up to date.
-- $units: identifier.
MERGE INTO $units AS known
USING (
	SELECT unit_id, min(week) AS first_week
	FROM usage_stage
	GROUP BY unit_id
) AS seen
ON known.unit_id = seen.unit_id
WHEN MATCHED AND seen.first_week < known.first_week THEN
	UPDATE SET first_week = seen.first_week
WHEN NOT MATCHED THEN
	INSERT (unit_id, first_week) VALUES (seen.unit_id, seen.first_week);
