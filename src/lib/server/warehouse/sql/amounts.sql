-- What each unit of the register adds to the sums of one table, by raw values. In decimals, so that the order of
-- adding does not matter.
-- $records: a FROM clause with register and record. $raw: raw values. $amount: a column.
-- $known: a condition, which values must be known.
SELECT unit, raw, sum(amount)::DOUBLE AS amount
FROM (
	SELECT register.rowid AS unit, [$raw] AS raw, $amount::DECIMAL(24, 6) AS amount
	FROM $records
	WHERE $known
)
GROUP BY unit, raw
HAVING sum(amount) > 0
ORDER BY unit, raw
