-- Deletes records whose week ended before a day.
-- $before: DATE. $rows: identifier.
DELETE FROM $rows
WHERE week + 7 < $before::DATE;
