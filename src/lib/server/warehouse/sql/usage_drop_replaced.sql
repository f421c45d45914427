-- Removes the records whose place staged ones take.
-- $rows: identifier.
DELETE FROM $rows
USING usage_stage
WHERE $rows.unit_id = usage_stage.unit_id
	AND $rows.week = usage_stage.week
	AND $rows.row_key = usage_stage.row_key;
