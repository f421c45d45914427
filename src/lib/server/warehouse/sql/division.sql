-- How the sum of each finest cell of one table divides. In decimals, so that the order of adding does not matter.
-- $raw: raw values. $amount: a column. $most: what a unit adds at most.
-- Row: raw VARCHAR[]; units, contributors BIGINT; total, largest, second DOUBLE.
SELECT
	raw,
	count(*) AS units,
	count(*) FILTER (amount > 0) AS contributors,
	sum(amount)::DOUBLE AS total,
	max(amount)::DOUBLE AS largest,
	coalesce(max(amount, 2)[2], 0)::DOUBLE AS second
FROM (
	SELECT [$raw] AS raw, least($amount, $most)::DECIMAL(24, 6) AS amount
	FROM register
)
GROUP BY raw
