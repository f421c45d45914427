-- A column of a field that the definition has gained since the table was made.
-- $rows: identifier. $column: the definition of the column.
ALTER TABLE $rows ADD COLUMN IF NOT EXISTS $column;
