-- Keeps the latest heartbeat of each instance and day; of equal ones that which was there first.
-- No parameters.
DELETE FROM quarantine
WHERE rowid IN (
	SELECT rowid
	FROM quarantine
	QUALIFY row_number() OVER (PARTITION BY instance_id, day ORDER BY sent_at DESC, rowid) > 1
);
