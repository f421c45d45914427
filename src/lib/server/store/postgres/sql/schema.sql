-- The tables behind several receivers, in a schema of their own; format 2.
-- No parameters, no rows.
CREATE SCHEMA IF NOT EXISTS murmuration;

-- One row. Whoever appends or erases locks it first, so that they take turns.
CREATE TABLE murmuration.store (
	format integer NOT NULL,
	id uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO murmuration.store (format) VALUES (2);

-- held: its first heartbeat came from a source over its limit, so it counts once the steward says so.
CREATE TABLE murmuration.instance (
	instance_id uuid PRIMARY KEY,
	first_seen date NOT NULL,
	last_seen date NOT NULL,
	held boolean NOT NULL
);

-- How far each segment of any inbox is drained.
CREATE TABLE murmuration.segment (
	name text PRIMARY KEY,
	drained_bytes bigint NOT NULL,
	tail text NOT NULL,
	recorded_at timestamptz NOT NULL DEFAULT now()
);

-- Digests of the units that were forgotten.
CREATE TABLE murmuration.forgotten (
	salt text NOT NULL,
	digest text NOT NULL,
	PRIMARY KEY (salt, digest)
);

-- What was published of this store; only a folder that has all of it may publish more.
CREATE TABLE murmuration.release (
	dataset text NOT NULL,
	period text NOT NULL,
	PRIMARY KEY (dataset, period)
);
