-- The lines SQL can't vouch for, with their numbers from 1, in order.
-- No parameters.  Table load_suspect: line BIGINT, raw VARCHAR.
-- Numbering keeps the order of the file and runs on one thread, so it is kept apart from the parsing, which doesn't.
CREATE OR REPLACE TEMP TABLE load_suspect AS
WITH numbered AS (
	SELECT row_number() OVER () AS line, raw
	FROM load_line
),
unproven AS (
	SELECT raw
	FROM load_checked
	WHERE NOT proven
)
SELECT line, raw
FROM numbered
SEMI JOIN unproven USING (raw)
ORDER BY line;
