-- The records of a CSV file as JSON objects of texts, an empty cell as null.
-- $file, $compression, $columns (name to VARCHAR, in the order of the header): literals.  Row: raw VARCHAR.
CREATE OR REPLACE TEMP VIEW load_line AS
SELECT to_json(record)::VARCHAR AS raw
FROM read_csv(
	$file,
	columns = $columns,
	auto_detect = false,
	compression = $compression,
	delim = ',',
	escape = '"',
	header = true,
	nullstr = '',
	quote = '"'
) AS record;
