-- The tables of one shard; format 1. Each `*_shard` is what is here, the table without it is that of all shards.
-- $database: an identifier. $cluster, $comment: literals. $durable: settings of tables that lose nothing.
-- Statements end with a semicolon at the end of a line.
-- Days are counted from 1970-01-01, UTC, as whole numbers: the engine's own dates end in 1970 and 2149 without a word.
CREATE DATABASE IF NOT EXISTS $database;

-- Of an instance each row says a little, and all of them together what is known; merges and questions put them together.
-- life: minus how often nothing was left of it, and the day from which it counts its age since then.
-- decided: when it came, in milliseconds since 1970, and whether it was held then. admitted: the steward let it count.
CREATE TABLE IF NOT EXISTS $database.instance_shard (
	instance_id UUID,
	life SimpleAggregateFunction(min, Tuple(Int32, Int32)),
	last_seen SimpleAggregateFunction(max, Int32),
	decided SimpleAggregateFunction(min, Tuple(Int64, Bool)),
	admitted SimpleAggregateFunction(max, Bool)
)
ENGINE = AggregatingMergeTree
ORDER BY instance_id
$durable;

CREATE TABLE IF NOT EXISTS $database.instance AS $database.instance_shard
ENGINE = Distributed($cluster, '$database', 'instance_shard', cityHash64(instance_id));

-- How far each segment of any inbox is drained. said: milliseconds since 1970, by the machine whose segment it is.
CREATE TABLE IF NOT EXISTS $database.segment_shard (
	name String,
	drained_bytes Int64,
	tail String,
	said Int64,
	gone UInt8 DEFAULT 0,
	recorded_at DateTime DEFAULT now()
)
ENGINE = ReplacingMergeTree(said, gone)
ORDER BY name
TTL recorded_at + INTERVAL 30 DAY
$durable;

-- Tables with the sharding key 0 are on the first shard alone.
CREATE TABLE IF NOT EXISTS $database.segment AS $database.segment_shard
ENGINE = Distributed($cluster, '$database', 'segment_shard', 0);

-- Digests of the units that were forgotten.
CREATE TABLE IF NOT EXISTS $database.forgotten_shard (
	salt String,
	digest String,
	said_at DateTime DEFAULT now()
)
ENGINE = ReplacingMergeTree
ORDER BY (salt, digest)
$durable;

CREATE TABLE IF NOT EXISTS $database.forgotten AS $database.forgotten_shard
ENGINE = Distributed($cluster, '$database', 'forgotten_shard', 0);

-- What was published of this store; only a folder that has all of it may publish more.
CREATE TABLE IF NOT EXISTS $database.release_shard (
	dataset String,
	period String
)
ENGINE = ReplacingMergeTree
ORDER BY (dataset, period)
$durable;

CREATE TABLE IF NOT EXISTS $database.release AS $database.release_shard
ENGINE = Distributed($cluster, '$database', 'release_shard', 0);

-- Who says that it publishes: the last row of each holder is what it says.
CREATE TABLE IF NOT EXISTS $database.turn_shard (
	holder UUID,
	ended Bool,
	said_at DateTime64(3) DEFAULT now64(3)
)
ENGINE = MergeTree
ORDER BY (holder, said_at)
TTL toDateTime(said_at) + INTERVAL 1 DAY;

CREATE TABLE IF NOT EXISTS $database.turn AS $database.turn_shard
ENGINE = Distributed($cluster, '$database', 'turn_shard', 0);

-- Heartbeats. The same one twice is one row after the next merge; of several of an instance and day the latest counts.
-- The key ends with every column, so that nothing depends on which of two came first. Four weeks are one partition, so
-- that a week is in one, and what is past its retention is deleted without rewriting the rest.
CREATE TABLE IF NOT EXISTS $database.heartbeat_shard (
	day Int32,
	instance_id UUID,
	-- Microseconds of the day.
	moment Int64,
	version String,
	deployment LowCardinality(String),
	uptime_hours Int64,
	node_version String,
	os LowCardinality(String),
	arch String,
	cpu_count Int64,
	db_type String,
	db_version String,
	active_users Int64,
	organizations Int64,
	teams Int64,
	repos_connected Int64,
	prs_reviewed Int64,
	suggestions_generated Int64,
	suggestions_applied Int64,
	kody_rules_enabled Bool,
	agent_review_repos_pct Float64,
	integrations Array(LowCardinality(String))
)
ENGINE = ReplacingMergeTree
PARTITION BY intDiv(day + 3, 28)
PRIMARY KEY (day, instance_id)
ORDER BY (
	day, instance_id, moment, version, deployment, uptime_hours, node_version, os, arch, cpu_count, db_type, db_version,
	active_users, organizations, teams, repos_connected, prs_reviewed, suggestions_generated, suggestions_applied,
	kody_rules_enabled, agent_review_repos_pct, integrations
)
$durable;

-- The last one: its comment says that all of them are there.
CREATE TABLE IF NOT EXISTS $database.heartbeat AS $database.heartbeat_shard
ENGINE = Distributed($cluster, '$database', 'heartbeat_shard', cityHash64(instance_id))
COMMENT $comment;
