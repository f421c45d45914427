-- How the sum of each finest cell of one table divides. In decimals, so that the order of adding does not matter.
-- $raw: raw values with names. $names: these. $amount: a column. $most: what a unit adds at most.
-- Row: units, contributors, total, largest, second, the raw values.
SELECT
	count(*) AS units,
	count(*) FILTER (WHERE amount > 0) AS contributors,
	sum(amount)::double precision AS total,
	max(amount)::double precision AS largest,
	coalesce(max(amount) FILTER (WHERE place = 2), 0)::double precision AS second,
	$names
FROM (
	SELECT $names, amount, row_number() OVER (PARTITION BY $names ORDER BY amount DESC) AS place
	FROM (SELECT $raw, least($amount, $most)::numeric(24, 6) AS amount FROM register) AS added
) AS placed
GROUP BY $names
