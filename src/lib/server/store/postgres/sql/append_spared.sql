-- Lines of units that were forgotten are not taken.
-- No parameters.  Runs after the store was locked, so that nobody is forgotten meanwhile.
DELETE FROM arrived
USING (SELECT DISTINCT salt FROM murmuration.forgotten) AS known
WHERE EXISTS (
	SELECT FROM murmuration.forgotten
	WHERE forgotten.salt = known.salt
		AND digest = encode(sha256(convert_to(known.salt || (payload->>'instance_id')::uuid::text, 'UTF8')), 'hex')
);
