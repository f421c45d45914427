-- The rows of a COPY of JSONB in PostgreSQL's text format, which doubles every backslash and writes NULL as \N.
-- $file: literal.  Row: raw VARCHAR.
-- The delimiter never occurs in JSON, so a line arrives whole.
CREATE OR REPLACE TEMP VIEW load_line AS
SELECT CASE WHEN contains(raw, '\') THEN replace(raw, '\\', '\') ELSE raw END AS raw
FROM read_csv(
	$file,
	columns = {'raw': 'VARCHAR'},
	auto_detect = false,
	delim = e'\x01\x02\x03',
	escape = '',
	header = false,
	quote = '',
	strict_mode = false
);
