-- The rows of a Parquet file as JSON, whatever their columns: the schema judges them.
-- $file: literal.  Row: raw VARCHAR.
CREATE OR REPLACE TEMP VIEW load_line AS
SELECT to_json(record)::VARCHAR AS raw
FROM read_parquet($file) AS record;
