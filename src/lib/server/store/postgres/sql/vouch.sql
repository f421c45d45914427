-- Lets instances count, each as old as the earlier of the first days that are known of it; units that were forgotten
-- are not taken.
-- $1: uuid[]. $2, $3: date[], first and last day of each.  Runs after the store was locked.
INSERT INTO murmuration.instance AS known (instance_id, first_seen, last_seen, held)
SELECT instance_id, first_seen, last_seen, false
FROM unnest($1::uuid[], $2::date[], $3::date[]) AS given(instance_id, first_seen, last_seen)
WHERE NOT EXISTS (
	SELECT
	FROM murmuration.forgotten
	WHERE digest = encode(sha256(convert_to(salt || instance_id::text, 'UTF8')), 'hex')
)
ON CONFLICT (instance_id) DO UPDATE
SET
	first_seen = least(known.first_seen, excluded.first_seen),
	last_seen = greatest(known.last_seen, excluded.last_seen),
	held = false;
