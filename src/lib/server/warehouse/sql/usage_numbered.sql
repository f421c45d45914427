-- The lines of a file with their numbers from 1, in order, so that they can be read piece by piece; one without a text is blank.
-- No parameters.  Table usage_line: line BIGINT, raw VARCHAR.
CREATE OR REPLACE TEMP TABLE usage_line AS
SELECT row_number() OVER () AS line, coalesce(raw, '') AS raw
FROM load_line;
