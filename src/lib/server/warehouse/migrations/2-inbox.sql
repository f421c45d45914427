-- What the inbox needs: a place for heartbeats that wait, and how far it is read.
-- Heartbeats that don't count until the steward releases them; the latest of each instance and day.
-- No instance stands both in instance and, by way of the inbox, in here.
CREATE TABLE quarantine AS FROM heartbeat WITH NO DATA;

-- How far each segment of the inbox is drained, and a fingerprint of the last line before that point.
CREATE TABLE inbox_segment (
	name VARCHAR NOT NULL,
	drained_bytes BIGINT NOT NULL,
	tail VARCHAR NOT NULL
);
