-- As load_line_parquet, for a file whose sent_at is a timestamp (UTC) and not text.
-- $file: literal.  Row: raw VARCHAR.
CREATE OR REPLACE TEMP VIEW load_line AS
SELECT to_json(record)::VARCHAR AS raw
FROM (
	SELECT * REPLACE (strftime(sent_at::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%gZ') AS sent_at)
	FROM read_parquet($file)
) AS record;
