-- Leaves the last of the staged records of the same unit, week and classification.
-- No parameters.
DELETE FROM usage_stage
WHERE line NOT IN (SELECT max(line) FROM usage_stage GROUP BY unit_id, week, row_key);
