-- How the sum of each finest cell of one table divides. In decimals, so that the order of adding does not matter.
-- $table: its name, a literal. $raw: raw values. $amount: a column. $most: what a unit adds at most.
-- Row: the table, raw values as an array, units, contributors, total, the two largest amounts or fewer.
SELECT
	$table,
	[$raw] AS raw,
	count() AS units,
	countIf(amount > 0) AS contributors,
	sum(amount)::Float64 AS total,
	arrayMap(one -> -one::Float64, groupArraySorted(2)(-amount)) AS largest
FROM (SELECT *, least($amount, $most)::Decimal(24, 6) AS amount FROM register) AS register
GROUP BY raw
