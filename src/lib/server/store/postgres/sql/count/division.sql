-- How the sum of each finest cell of one table divides. In decimals, so that the order of adding does not matter.
-- $place: of the grouping. $amount: the column of what units add. $columns: columns with raw values.
-- Row: units, contributors, total, largest, second, then $columns.
SELECT
	sum(units) AS units,
	coalesce(sum(units) FILTER (WHERE amount > 0), 0) AS contributors,
	sum(amount * units)::double precision AS total,
	max(amount)::double precision AS largest,
	coalesce(max(amount) FILTER (WHERE rank > 1), 0)::double precision AS second,
	$columns
FROM (
	SELECT
		$columns,
		$amount::numeric(24, 6) AS amount,
		units,
		sum(units) OVER (PARTITION BY $columns ORDER BY $amount DESC) AS rank
	FROM finest
	WHERE place = $place
) AS placed
GROUP BY $columns;
