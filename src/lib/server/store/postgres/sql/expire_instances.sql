-- Of instances whose last heartbeat is from before a day the day on which they were last seen is kept.
-- $1: date.
UPDATE murmuration.instance
SET first_seen = last_seen
WHERE last_seen < $1::date AND first_seen < last_seen AND NOT held;
