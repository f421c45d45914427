-- The lines of an NDJSON file as they are, empty ones as NULL so that the rest keep their numbers.
-- $file, $compression: literals.  Row: raw VARCHAR.
-- The delimiter never occurs in JSON, so a line arrives whole.
CREATE OR REPLACE TEMP VIEW load_line AS
SELECT raw
FROM read_csv(
	$file,
	columns = {'raw': 'VARCHAR'},
	auto_detect = false,
	compression = $compression,
	delim = e'\x01\x02\x03',
	escape = '',
	header = false,
	quote = '',
	strict_mode = false
);
