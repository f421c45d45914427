-- The aggregated rows of a week into the warehouse.
-- $start: DATE, the Monday. $contents: VARCHAR[]. $aggregates: identifier.
INSERT INTO $aggregates
SELECT $start::DATE, unnest($contents);
