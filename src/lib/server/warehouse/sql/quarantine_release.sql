-- Copies what is in quarantine of the chosen instances to the heartbeats.
-- $instances: VARCHAR[] of instance ids.
INSERT INTO heartbeat
FROM quarantine
WHERE instance_id::VARCHAR IN (SELECT unnest($instances));
