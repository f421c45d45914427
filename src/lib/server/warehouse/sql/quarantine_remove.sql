-- Removes the chosen instances from quarantine.
-- $instances: VARCHAR[] of instance ids.
DELETE FROM quarantine
WHERE instance_id::VARCHAR IN (SELECT unnest($instances));
