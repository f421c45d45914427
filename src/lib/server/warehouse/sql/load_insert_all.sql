-- Every line as a heartbeat; fails with "unproven line" at the first line SQL alone can't vouch for.
-- No parameters.
INSERT INTO heartbeat
SELECT * EXCLUDE (raw, proven)
FROM load_checked
WHERE CASE WHEN proven THEN true ELSE error('unproven line') END;
