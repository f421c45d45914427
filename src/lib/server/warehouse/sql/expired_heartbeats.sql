-- How many heartbeats, those in quarantine among them, are from before a day, and of how many instances none is left then.
-- $before: DATE.  Row: rows BIGINT, gone BIGINT.
SELECT
	(SELECT count(*) FROM heartbeat WHERE day < $before::DATE)
		+ (SELECT count(*) FROM quarantine WHERE day < $before::DATE) AS rows,
	(SELECT count(*) FROM instance WHERE last_seen < $before::DATE AND last_version IS NULL) AS gone;
