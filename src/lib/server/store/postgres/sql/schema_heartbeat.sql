-- The table of heartbeats: one per instance and UTC day, the latest.
-- No parameters, no rows.
-- Texts compare by their bytes, so that a tie is settled as in every other engine.
CREATE TABLE murmuration.heartbeat (
	day date NOT NULL,
	instance_id uuid NOT NULL,
	sent_at timestamptz NOT NULL,
	version text COLLATE "C" NOT NULL,
	deployment text COLLATE "C" NOT NULL,
	uptime_hours bigint NOT NULL,
	node_version text COLLATE "C" NOT NULL,
	os text COLLATE "C" NOT NULL,
	arch text COLLATE "C" NOT NULL,
	cpu_count bigint NOT NULL,
	db_type text COLLATE "C" NOT NULL,
	db_version text COLLATE "C" NOT NULL,
	active_users bigint NOT NULL,
	organizations bigint NOT NULL,
	teams bigint NOT NULL,
	repos_connected bigint NOT NULL,
	prs_reviewed bigint NOT NULL,
	suggestions_generated bigint NOT NULL,
	suggestions_applied bigint NOT NULL,
	kody_rules_enabled boolean NOT NULL,
	agent_review_repos_pct double precision NOT NULL,
	integrations text[] COLLATE "C" NOT NULL,
	PRIMARY KEY (day, instance_id)
);
