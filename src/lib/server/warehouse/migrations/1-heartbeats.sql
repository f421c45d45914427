-- The private tables of heartbeats, and facts about the warehouse itself.
-- No primary keys, here and in later tables: their indexes live in memory and would cap the size of a fleet. The
-- loader keeps the invariants: one heartbeat per (instance_id, day), the latest sent_at wins; one instance per
-- instance_id.
CREATE TABLE setting (
	key VARCHAR NOT NULL,
	value VARCHAR NOT NULL
);

CREATE TABLE heartbeat (
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

CREATE TABLE instance (
	instance_id UUID NOT NULL,
	first_seen DATE NOT NULL,
	last_seen DATE NOT NULL
);
