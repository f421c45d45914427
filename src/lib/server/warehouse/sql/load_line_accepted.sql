-- Lines the schema accepted although SQL could not prove them, in canonical spelling.
-- No parameters.  Row: raw VARCHAR.
CREATE OR REPLACE TEMP VIEW load_line AS
SELECT raw FROM load_accepted;
