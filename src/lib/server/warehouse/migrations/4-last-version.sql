-- Some warehouses of version 3 have the column already.
-- The last version, of instances alone whose heartbeats are all past their retention; first_seen is then last_seen.
ALTER TABLE instance ADD COLUMN IF NOT EXISTS last_version VARCHAR;
