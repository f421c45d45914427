-- The private tables. Safe to run on a new warehouse and on one that has them.
-- No parameters, no rows.
-- No primary keys: their indexes live in memory and would cap the size of a fleet. The loader keeps the invariants:
-- one heartbeat per (instance_id, day), the latest sent_at wins; one instance per instance_id.
CREATE TABLE IF NOT EXISTS setting (
	key VARCHAR NOT NULL,
	value VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS heartbeat (
	instance_id UUID NOT NULL,
	day DATE NOT NULL,
	sent_at TIMESTAMP NOT NULL,
	version VARCHAR NOT NULL,
	deployment VARCHAR NOT NULL,
	uptime_hours BIGINT NOT NULL,
	node_version VARCHAR NOT NULL,
	os VARCHAR NOT NULL,
	arch VARCHAR NOT NULL,
	cpu_count BIGINT NOT NULL,
	db_type VARCHAR NOT NULL,
	db_version VARCHAR NOT NULL,
	active_users BIGINT NOT NULL,
	organizations BIGINT NOT NULL,
	teams BIGINT NOT NULL,
	repos_connected BIGINT NOT NULL,
	prs_reviewed BIGINT NOT NULL,
	suggestions_generated BIGINT NOT NULL,
	suggestions_applied BIGINT NOT NULL,
	kody_rules_enabled BOOLEAN NOT NULL,
	agent_review_repos_pct DOUBLE NOT NULL,
	integrations VARCHAR[] NOT NULL
);

CREATE TABLE IF NOT EXISTS instance (
	instance_id UUID NOT NULL,
	first_seen DATE NOT NULL,
	last_seen DATE NOT NULL
);

-- The last version, of instances alone whose heartbeats are all past their retention; first_seen is then last_seen.
ALTER TABLE instance ADD COLUMN IF NOT EXISTS last_version VARCHAR;

-- Heartbeats that don't count until the steward releases them; the latest of each instance and day.
-- No instance stands both in instance and, by way of the inbox, in here.
CREATE TABLE IF NOT EXISTS quarantine AS FROM heartbeat WITH NO DATA;

-- How far each segment of the inbox is drained, and a fingerprint of the last line before that point.
CREATE TABLE IF NOT EXISTS inbox_segment (
	name VARCHAR NOT NULL,
	drained_bytes BIGINT NOT NULL,
	tail VARCHAR NOT NULL
);

-- The last day (UTC, of receipt) of which everything in a database of PostgreSQL was read; its address has no password.
CREATE TABLE IF NOT EXISTS postgres_source (
	address VARCHAR NOT NULL,
	loaded_day DATE NOT NULL
);
