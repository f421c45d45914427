-- Whether a period has any heartbeat, counted or not.
-- $start, $end: DATE, half-open.  Row: one where it has.
SELECT 1
FROM heartbeat
WHERE day >= $start::DATE
	AND day < $end::DATE
LIMIT 1;
