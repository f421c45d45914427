-- The tables behind several receivers, in a schema of their own; format 1.
-- No parameters, no rows.
CREATE SCHEMA IF NOT EXISTS murmuration;

-- One row. Whoever appends or erases updates it first, so that they take turns and batches commit in their order.
CREATE TABLE murmuration.store (
	format integer NOT NULL,
	id uuid NOT NULL DEFAULT gen_random_uuid(),
	last_batch bigint NOT NULL DEFAULT 0
);
INSERT INTO murmuration.store (format) VALUES (1);

-- held: its first heartbeat came from a source over its limit, so it counts once the steward says so.
CREATE TABLE murmuration.instance (
	instance_id uuid PRIMARY KEY,
	first_seen date NOT NULL,
	last_seen date NOT NULL,
	held boolean NOT NULL
);

-- One heartbeat per instance and UTC day, the latest; batch says with which append it came.
CREATE TABLE murmuration.heartbeat (
	day date NOT NULL,
	instance_id uuid NOT NULL,
	sent_at timestamptz NOT NULL,
	batch bigint NOT NULL,
	payload jsonb NOT NULL,
	PRIMARY KEY (day, instance_id)
);
CREATE INDEX ON murmuration.heartbeat (batch);

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
