-- A table for the lines of one append, gone with its transaction.
-- No parameters.
CREATE TEMPORARY TABLE arrived (
	payload jsonb NOT NULL
) ON COMMIT DROP;
