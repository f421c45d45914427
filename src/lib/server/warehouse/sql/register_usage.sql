-- The register of one week of usage records: one row per unit that was first seen enough weeks before.
-- $start: DATE, the Monday. $min_age_weeks: INTEGER.
-- $rows, $units: identifiers. $single: `name: column` of the columns with one value per unit, as members of a struct.
-- $order: the columns by which records of the same weight stand. $weight: the column of the weight.
-- $sets: `, expression AS column` of the columns with all codes of the unit.
-- Makes the temporary table `register` with the raw values of every dimension, and what finds the unit's records.
-- The record with the most weight is taken as a whole, so that a unit's values are values that it had together.
CREATE OR REPLACE TEMPORARY TABLE register AS
SELECT unnest(heaviest), * EXCLUDE (heaviest, first_week)
FROM (
	SELECT
		unit_id,
		week,
		arg_max({$single}, {weight: coalesce($weight, 0), place: row($order)}) AS heaviest
		$sets
	FROM $rows
	WHERE week = $start::DATE
	GROUP BY unit_id, week
)
JOIN $units USING (unit_id)
WHERE date_diff('day', first_week, $start::DATE) >= 7 * $min_age_weeks;
