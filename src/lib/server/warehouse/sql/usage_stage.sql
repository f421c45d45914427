-- An empty table for the accepted records of one file: the columns of the dataset, and the line in front.
-- $rows: identifier.
CREATE OR REPLACE TEMP TABLE usage_stage AS
SELECT 0::BIGINT AS line, *
FROM $rows
LIMIT 0;
