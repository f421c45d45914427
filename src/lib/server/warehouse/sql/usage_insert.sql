-- The staged records into the warehouse.
-- $rows: identifier.
INSERT INTO $rows BY NAME
SELECT * EXCLUDE line
FROM usage_stage;
