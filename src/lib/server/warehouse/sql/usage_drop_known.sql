-- Drops staged records that the warehouse holds already, with the same values.
-- $rows: identifier.
DELETE FROM usage_stage
WHERE line IN (
	SELECT line
	FROM usage_stage
	JOIN (
		SELECT * EXCLUDE line FROM usage_stage
		INTERSECT
		FROM $rows SEMI JOIN usage_stage USING (unit_id, week, row_key)
	) USING (unit_id, week, row_key)
);
