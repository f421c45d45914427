-- The tables of a dataset of usage records. Safe to run where they are.
-- $rows, $units, $aggregates: identifiers. $columns: the definitions of the columns, one per field.
-- One row per unit, week (its Monday) and classification, the latest wins; row_key is a digest of the classification
-- as it arrived, since two codes outside a list are both kept as `other`. first_week outlives the rows of a unit.
-- Or, for a week, what was added up elsewhere: one row per classification, as JSON. No week has both.
-- No primary keys, as in schema.sql.
CREATE TABLE IF NOT EXISTS $rows (
	unit_id UUID NOT NULL,
	week DATE NOT NULL,
	row_key VARCHAR NOT NULL,
	$columns
);
CREATE TABLE IF NOT EXISTS $units (
	unit_id UUID NOT NULL,
	first_week DATE NOT NULL
);
CREATE TABLE IF NOT EXISTS $aggregates (
	week DATE NOT NULL,
	content VARCHAR NOT NULL
);
