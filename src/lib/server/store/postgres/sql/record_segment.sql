-- How far a segment is drained.
-- $1: text, name. $2: bigint, bytes. $3: text, fingerprint of the last line.
INSERT INTO murmuration.segment (name, drained_bytes, tail)
VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE
SET drained_bytes = excluded.drained_bytes, tail = excluded.tail, recorded_at = now();
