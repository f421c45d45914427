-- Accepted records into usage_stage.
-- $records: VARCHAR, a JSON array of objects by column name. $structure: literal, the same with types for values.
INSERT INTO usage_stage BY NAME
SELECT unnest(from_json($records, $structure), recursive := true);
