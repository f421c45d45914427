-- From format 1, which kept heartbeats as JSON with the number of their append, to format 2.
-- $source: heartbeat_of_payload of murmuration.heartbeat_1.  Runs beside schema_heartbeat, in one transaction.
INSERT INTO murmuration.heartbeat
$source;
DROP TABLE murmuration.heartbeat_1;
ALTER TABLE murmuration.store DROP COLUMN last_batch;
UPDATE murmuration.store SET format = 2;
