-- Deletes records whose week ended more than the days of their retention before $today.
-- $today: DATE. $days: INTEGER. $rows: identifier.
DELETE FROM $rows
WHERE week + 7 + $days < $today::DATE;
