-- How the sum of each finest cell of one table divides. In decimals, so that the order of adding does not matter.
-- $place: of the grouping. $amount: the column of what units add. $columns: columns with raw values.
-- Row: $columns as one array, units, contributors, total, largest, second.
SELECT
	raw,
	sum(units),
	sumIf(units, amount > 0),
	sum(amount::Decimal(24, 6) * units)::Float64,
	max(amount)::Float64,
	maxIf(amount, rank > 1)::Float64
FROM (
	SELECT
		[$columns] AS raw,
		$amount AS amount,
		units,
		-- Of the last of those who add as much.
		sum(units) OVER (PARTITION BY raw ORDER BY amount DESC) AS rank
	FROM finest
	WHERE place = $place
)
GROUP BY raw
