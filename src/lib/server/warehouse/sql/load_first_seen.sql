-- Instances that a telemetry store has known for longer than the warehouse has.
-- $file: literal, a tab-separated COPY of instance_id and the UTC day on which it was first seen.
-- Only those whose heartbeats are here still; ids that are no UUIDs are nobody's.
UPDATE instance
SET first_seen = first_day
FROM (
	SELECT TRY_CAST(id AS UUID) AS known_id, min(TRY_CAST(day AS DATE)) AS first_day
	FROM read_csv(
		$file,
		columns = {'id': 'VARCHAR', 'day': 'VARCHAR'},
		auto_detect = false,
		delim = e'\t',
		escape = '',
		header = false,
		quote = ''
	)
	GROUP BY known_id
)
WHERE instance_id = known_id
	AND first_day < first_seen
	AND last_version IS NULL;
