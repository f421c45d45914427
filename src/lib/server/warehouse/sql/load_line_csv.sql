-- The records of a CSV file as heartbeats in JSON. A cell that does not read as its field's type goes through as a
-- string, or as null when empty, so that the schema can say what it expected.
-- $file, $compression, $columns (name to VARCHAR, in the order of the header): literals.  Row: raw VARCHAR.
CREATE OR REPLACE TEMP MACRO load_number(cell) AS CASE
	WHEN regexp_full_match(cell, '-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?') THEN cell
	ELSE coalesce(to_json(cell)::VARCHAR, 'null')
END;
CREATE OR REPLACE TEMP MACRO load_answer(cell) AS CASE
	WHEN cell IN ('true', 'false') THEN cell
	ELSE coalesce(to_json(cell)::VARCHAR, 'null')
END;
CREATE OR REPLACE TEMP MACRO load_text(cell) AS to_json(coalesce(cell, ''))::VARCHAR;
CREATE OR REPLACE TEMP VIEW load_line AS
SELECT concat(
	'{"schema_version":', load_number("schema_version"),
	',"instance_id":', load_text("instance_id"),
	',"sent_at":', load_text("sent_at"),
	',"kodus":{"version":', load_text("kodus.version"),
	',"deployment":', load_text("kodus.deployment"),
	',"uptime_hours":', load_number("kodus.uptime_hours"),
	'},"runtime":{"node_version":', load_text("runtime.node_version"),
	',"os":', load_text("runtime.os"),
	',"arch":', load_text("runtime.arch"),
	',"cpu_count":', load_number("runtime.cpu_count"),
	',"db_type":', load_text("runtime.db_type"),
	',"db_version":', load_text("runtime.db_version"),
	'},"usage_7d":{"active_users":', load_number("usage_7d.active_users"),
	',"organizations":', load_number("usage_7d.organizations"),
	',"teams":', load_number("usage_7d.teams"),
	',"repos_connected":', load_number("usage_7d.repos_connected"),
	',"prs_reviewed":', load_number("usage_7d.prs_reviewed"),
	',"suggestions_generated":', load_number("usage_7d.suggestions_generated"),
	',"suggestions_applied":', load_number("usage_7d.suggestions_applied"),
	'},"config":{"kody_rules_enabled":', load_answer("config.kody_rules_enabled"),
	',"agent_review_repos_pct":', load_number("config.agent_review_repos_pct"),
	',"integrations":', to_json(coalesce(string_split("config.integrations", '|'), []))::VARCHAR,
	'}}'
) AS raw
FROM read_csv(
	$file,
	columns = $columns,
	auto_detect = false,
	compression = $compression,
	delim = ',',
	escape = '"',
	header = true,
	quote = '"'
);
